package hub.console.hawtio;

import io.hawt.jmx.JMXSecurity;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;

/** Tells Hawtio which buttons to offer, so that its pages agree with {@link JmxRestrictor}. */
public final class JmxButtons extends JMXSecurity {

    @Override
    public boolean canInvoke(String objectName) {
        try {
            boolean operator = JmxCaller.current().filter(JmxCaller::operator).isPresent();
            return operator && !JmxRules.closed(new ObjectName(objectName));
        } catch (MalformedObjectNameException malformed) {
            return false;
        }
    }

    @Override
    public boolean canInvoke(String objectName, String operation) {
        return canInvoke(objectName) || mayLook(objectName, operation);
    }

    @Override
    public boolean canInvoke(String objectName, String operation, String[] arguments) {
        return canInvoke(objectName, operation);
    }

    private static boolean mayLook(String objectName, String operation) {
        try {
            return JmxCaller.current().filter(JmxCaller::reader).isPresent()
                    && JmxRules.look(new ObjectName(objectName), operation);
        } catch (MalformedObjectNameException malformed) {
            return false;
        }
    }

    @Override
    public TabularData canInvoke(Map<String, List<String>> bulk) throws JMException {
        TabularData answers = new TabularDataSupport(CAN_INVOKE_TABULAR_TYPE);
        for (Map.Entry<String, List<String>> entry : bulk.entrySet()) {
            List<String> operations = entry.getValue().isEmpty() ? List.of("") : entry.getValue();
            for (String operation : operations) {
                answers.put(new CompositeDataSupport(
                        CAN_INVOKE_RESULT_ROW_TYPE,
                        CAN_INVOKE_RESULT_COLUMNS,
                        new Object[] {entry.getKey(), operation, canInvoke(entry.getKey(), operation)}));
            }
        }
        return answers;
    }

    @Override
    protected String getDefaultObjectName() {
        return "hawtio:type=security,area=jmx,name=HubJMXSecurity";
    }
}
