package hub.reload;

import hub.check.RouteFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.PropertyDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of the running hub by the file they came from. Loads and unloads one file without touching any other
 * route: messages in flight are finished first, and producers of {@code direct:} wait for the new route.
 */
final class LiveRoutes {

    private static final String TEMPLATE = "hub.template";
    private static final Pattern INSIDE_A_KAMELET = Pattern.compile("kamelet:(//)?(source|sink)([?].*)?");
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

    private final CamelContext context;
    private final Model model;
    private final Path folder;
    private final Map<String, RouteFile> files = new TreeMap<>();
    private final Map<String, Set<String>> routesByFile = new TreeMap<>();

    LiveRoutes(CamelContext context, Path folder) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.folder = folder;
    }

    /** Puts a {@code direct:} component in place under which routes can be swapped; to be called before any route. */
    void prepare() {
        if (!(context.hasComponent("direct") instanceof PatientDirect)) {
            context.removeComponent("direct");
            context.addComponent("direct", new PatientDirect());
        }
    }

    /** The files in force, by path. */
    Map<String, RouteFile> files() {
        return new TreeMap<>(files);
    }

    /** Adds what the file holds and, when the hub runs, starts it; after a failure nothing of the file is left. */
    void load(RouteFile file) throws Exception {
        Set<String> before = ids();
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(resource(file));
        } catch (Exception refused) {
            forget(file, added(before));
            throw refused;
        }
        file.ids("routeTemplate").forEach(this::markRoutesMadeFrom);
        routesByFile.put(file.path(), added(before));
        files.put(file.path(), file);
    }

    /** Stops and removes what the file holds; routes the program made from its templates are returned. */
    List<TemplateUse> unload(String path) throws Exception {
        RouteFile file = files.get(path);
        List<TemplateUse> uses = new ArrayList<>();
        for (RouteDefinition made : List.copyOf(model.getRouteDefinitions())) {
            String template = template(made);
            if (file.ids("routeTemplate").contains(template)) {
                uses.add(new TemplateUse(made.getRouteId(), template, givenParameters(made)));
                removeRoute(made.getRouteId());
            }
        }
        forget(file, routesByFile.getOrDefault(path, Set.of()));
        files.remove(path);
        routesByFile.remove(path);
        return uses;
    }

    private static Map<String, Object> givenParameters(RouteDefinition made) {
        Map<String, Object> given = new HashMap<>(made.getRouteTemplateContext().getParameters());
        given.entrySet().removeAll(made.getTemplateDefaultParameters().entrySet());
        return given;
    }

    /** Camel does not say which template a route was made from; a property set at that moment does. */
    private void markRoutesMadeFrom(String template) {
        model.addRouteTemplateDefinitionConverter(template, (definition, parameters) -> {
            RouteDefinition made = definition.asRouteDefinition();
            made.routeProperty(TEMPLATE, template);
            return made;
        });
    }

    private static String template(RouteDefinition made) {
        return Optional.ofNullable(made.getRouteProperties()).stream()
                .flatMap(List::stream)
                .filter(property -> property.getKey().equals(TEMPLATE))
                .map(PropertyDefinition::getValue)
                .findFirst()
                .orElse("");
    }

    /** Makes a route from a template again. */
    void make(TemplateUse use) throws Exception {
        context.addRouteFromTemplate(use.routeId(), use.templateId(), use.parameters());
    }

    /** A route the program made from a template, so that it can be made again from a new one. */
    record TemplateUse(String routeId, String templateId, Map<String, Object> parameters) {}

    private void forget(RouteFile file, Collection<String> routes) throws Exception {
        for (String id : routes) {
            removeRoute(id);
        }
        removeOrphans();
        for (String id : file.ids("routeConfiguration")) {
            RouteConfigurationDefinition configuration = model.getRouteConfigurationDefinition(id);
            if (configuration != null) {
                model.removeRouteConfiguration(configuration);
            }
        }
        for (String id : file.ids("routeTemplate")) {
            context.removeRouteTemplates(id);
        }
        String location = resource(file).getLocation();
        model.getRestDefinitions()
                .removeIf(rest -> rest.getResource() != null
                        && location.equals(rest.getResource().getLocation()));
    }

    /** Removes a route; the kamelet it reads from is stopped before it, so that nothing arrives at a closed door. */
    private void removeRoute(String id) throws Exception {
        Route route = context.getRoute(id);
        if (route != null && route.getEndpoint() instanceof KameletEndpoint kamelet) {
            context.getRouteController().stopRoute(kamelet.getRouteId());
        }
        RouteDefinition definition = model.getRouteDefinition(id);
        closeDoor(route);
        context.getRouteController().stopRoute(id);
        context.removeRoute(id);
        if (definition != null) {
            model.removeRouteDefinition(definition);
        }
    }

    /** Takes a {@code direct:} route out of reach while it still works, and lets what got in finish. */
    private void closeDoor(Route route) {
        if (route != null
                && route.getConsumer() instanceof DirectConsumer consumer
                && context.hasComponent("direct") instanceof PatientDirect direct) {
            long timeout = context.getShutdownStrategy()
                    .getTimeUnit()
                    .toMillis(context.getShutdownStrategy().getTimeout());
            if (!direct.close(consumer, timeout)) {
                LOG.warn("{} is swapped although a message has been in it for {} ms", route.getRouteId(), timeout);
            }
        }
    }

    /** Camel leaves the inner route of a kamelet behind when the last route that used it is removed. */
    private void removeOrphans() throws Exception {
        for (List<String> orphans = orphans(); !orphans.isEmpty(); orphans = orphans()) {
            for (String id : orphans) {
                removeRoute(id);
            }
        }
    }

    private List<String> orphans() {
        Set<String> used = new HashSet<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof KameletEndpoint kamelet
                    && !INSIDE_A_KAMELET.matcher(kamelet.getEndpointUri()).matches()) {
                used.add(kamelet.getRouteId());
            }
        }
        return context.getRoutes().stream()
                .filter(Route::isCreatedByKamelet)
                .map(Route::getRouteId)
                .filter(id -> !used.contains(id))
                .toList();
    }

    private Set<String> added(Set<String> before) {
        Set<String> added = new LinkedHashSet<>(ids());
        added.removeAll(before);
        return added;
    }

    private Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (RouteDefinition definition : List.copyOf(model.getRouteDefinitions())) {
            Route route = context.getRoute(definition.getRouteId());
            if (route == null || !route.isCreatedByKamelet()) {
                ids.add(definition.getRouteId());
            }
        }
        return ids;
    }

    private Resource resource(RouteFile file) {
        return ResourceHelper.fromString("file:" + folder.resolve(file.path()), file.text());
    }
}
