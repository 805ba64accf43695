package hub.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.BeanProcessorFactory;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context of the same make as the hub's, but with stand-ins for beans and endpoints, that lives for one trial. */
final class ScratchContext implements AutoCloseable {

    private static final Set<String> CALLS = Set.of("bean", "class");

    private final DefaultCamelContext context;
    private final StandInBeans beans;

    ScratchContext(Surroundings surroundings, EndpointStrategy endpoints) {
        beans = new StandInBeans(surroundings.beans());
        context = new DefaultCamelContext(new DefaultRegistry(beans));
        context.getCamelContextExtension().setName("rehearsal");
        context.disableJMX();
        context.setLoadHealthChecks(false);
        context.setSourceLocationEnabled(true);
        context.setAutoStartup(false);
        context.getShutdownStrategy().setTimeout(1);
        context.getExecutorServiceManager().setShutdownAwaitTermination(1);
        context.getPropertiesComponent().addPropertiesSource(settings(surroundings));
        context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, resolver(surroundings));
        beans.give("component-options", (ComponentCustomizer) surroundings::configure);
        context.getCamelContextExtension().registerEndpointCallback(endpoints);
    }

    /** A context whose routes run, with every endpoint and every bean but those present played by partners. */
    static ScratchContext stage(Surroundings surroundings, CasePartners partners, Map<String, Object> present) {
        ScratchContext stage = new ScratchContext(surroundings, (uri, endpoint) -> endpoint);
        DefaultCamelContext context = stage.context;
        context.setAutoStartup(true);
        context.setAutowiredEnabled(false);
        ComponentResolver byScheme = new DefaultComponentResolver();
        context.getCamelContextExtension()
                .addContextPlugin(
                        ComponentResolver.class,
                        (name, ignored) ->
                                CALLS.contains(name) ? byScheme.resolveComponent(name, context) : partners.component());
        stage.beans.give("component-options", (ComponentCustomizer) (name, component) -> {});
        present.forEach(stage.beans::give);
        BeanProcessorFactory real = PluginHelper.getBeanProcessorFactory(context);
        context.getCamelContextExtension().addContextPlugin(BeanProcessorFactory.class, partners.beans(real));
        stage.beans.give("bean-language", partners.language());
        return stage;
    }

    private static PropertiesSource settings(Surroundings surroundings) {
        return new PropertiesSource() {
            @Override
            public String getName() {
                return "hub";
            }

            @Override
            public String getProperty(String name) {
                return surroundings.setting(name).orElse(null);
            }
        };
    }

    private static ComponentResolver resolver(Surroundings surroundings) {
        ComponentResolver byScheme = new DefaultComponentResolver();
        return new ComponentResolver() {
            @Override
            public Component resolveComponent(String name, CamelContext context) throws Exception {
                Component found = byScheme.resolveComponent(name, context);
                if (found != null) {
                    return found;
                }
                var type = surroundings.component(name);
                return type.isEmpty()
                        ? null
                        : type.get().getDeclaredConstructor().newInstance();
            }
        };
    }

    DefaultCamelContext camel() {
        return context;
    }

    StandInBeans beans() {
        return beans;
    }

    /** Adds what a file of routes or a kamelet holds, without building it. */
    void load(String path, String text) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:" + path, text));
    }

    /** Builds everything the routes name; nothing is started, so nothing is opened. */
    void build() {
        context.init();
    }

    Map<String, SilentEndpoint> silentByScheme() {
        Map<String, SilentEndpoint> found = new HashMap<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof SilentEndpoint silent) {
                String uri = silent.getEndpointUri();
                found.put(uri.substring(0, Math.max(0, uri.indexOf(':'))), silent);
            }
        }
        return found;
    }

    @Override
    public void close() {
        context.stop();
    }
}
