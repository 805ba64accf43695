package hub.console.hawtio;

import java.util.List;
import java.util.Set;
import javax.management.ObjectName;

/** What nobody may do over JMX, not even an operator: read secrets, run diagnostics that write files, load code. */
final class JmxRules {

    private static final List<String> CLOSED_DOMAINS = List.of(
            "com.sun.management",
            "java.util.logging",
            "ch.qos.logback.classic",
            "javax.management.loading",
            "JMImplementation");
    private static final Set<String> CLOSED_TYPES = Set.of("JMXConnectorServer", "DiagnosticCommand", "MLet");
    private static final Set<String> SECRET_ATTRIBUTES =
            Set.of("SystemProperties", "InputArguments", "BootClassPath", "ClassPath", "LibraryPath");

    private static final Set<String> LOOKS = Set.of(
            "dumpRouteAsXml",
            "dumpRoutesAsXml",
            "dumpRouteAsYaml",
            "dumpRoutesAsYaml",
            "dumpRouteStatsAsXml",
            "dumpRoutesStatsAsXml",
            "dumpStepStatsAsXml",
            "endpointStatistics",
            "listEndpoints",
            "endpoints",
            "listEips",
            "listComponents",
            "listTypeConverters",
            "details",
            "informationJson");

    private JmxRules() {}

    static boolean closed(ObjectName name) {
        String type = name.getKeyProperty("type");
        return CLOSED_DOMAINS.contains(name.getDomain())
                || (type != null && CLOSED_TYPES.contains(type))
                || (name.getDomain().equals("jolokia") && "Config".equals(type));
    }

    static boolean secret(ObjectName name, String attribute) {
        return name.getDomain().equals("java.lang") && SECRET_ATTRIBUTES.contains(attribute);
    }

    /** Operations of Camel that only tell: how routes look and what their counters are, never what messages hold. */
    static boolean look(ObjectName name, String operation) {
        return name.getDomain().equals("org.apache.camel") && LOOKS.contains(operation.replaceAll("\\(.*", ""));
    }

    /** Hawtio asks this before it offers a button, so it is always answered. */
    static boolean question(ObjectName name, String operation) {
        return name.getDomain().equals("hawtio") && operation.startsWith("canInvoke");
    }
}
