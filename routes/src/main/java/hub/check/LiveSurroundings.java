package hub.check;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The surroundings of a running hub: its settings, its beans, its components.
 *
 * @param live the running Camel context
 */
public record LiveSurroundings(CamelContext live) implements Surroundings {

    @Override
    public Optional<String> setting(String key) {
        return live.getPropertiesComponent().resolveProperty(key);
    }

    @Override
    public KnownBeans beans() {
        return new KnownBeans() {
            @Override
            public Optional<Class<?>> typeOf(String name) {
                return Optional.ofNullable(live.getRegistry().lookupByName(name))
                        .map(Object::getClass);
            }

            @Override
            public Set<String> named(Class<?> type) {
                return live.getRegistry().findByTypeWithName(type).keySet();
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }
        };
    }

    @Override
    public Optional<Class<? extends Component>> component(String scheme) {
        return Optional.ofNullable(live.getComponent(scheme)).map(Component::getClass);
    }

    @Override
    public void configure(String scheme, Component component) {
        Component twin = live.getComponent(scheme);
        if (twin == null || twin.getClass() != component.getClass()) {
            return;
        }
        PropertyConfigurer configurer = twin.getComponentPropertyConfigurer();
        if (configurer instanceof PropertyConfigurerGetter getter) {
            for (String option : options(twin, getter)) {
                Object value = getter.getOptionValue(twin, option, true);
                Class<?> type = getter.getOptionType(option, true);
                if (Objects.equals(value, getter.getOptionValue(component, option, true))) {
                    continue;
                }
                if (isPlain(value)) {
                    configurer.configure(live, component, option, value, true);
                } else if (type != null && type.isInterface() && isPartner(type, value)) {
                    StandIns.of(value.getClass(), type)
                            .ifPresent(standIn -> configurer.configure(live, component, option, standIn, true));
                }
            }
        }
    }

    /** Clients and data sources; Camel's and Java's own types and pools of threads are made anew. */
    private static boolean isPartner(Class<?> type, Object value) {
        return value != null
                && !(value instanceof ExecutorService)
                && !type.getName().startsWith("org.apache.camel.")
                && !type.getName().startsWith("java.");
    }

    /** The names of the options of a component and of the configuration object it may keep them in. */
    private static Set<String> options(Component twin, PropertyConfigurerGetter getter) {
        Set<String> names = new TreeSet<>();
        setters(twin.getClass(), names);
        Object configuration = getter.getOptionValue(twin, "configuration", true);
        if (configuration != null) {
            setters(configuration.getClass(), names);
        }
        names.removeIf(name -> getter.getOptionType(name, true) == null);
        return names;
    }

    private static void setters(Class<?> type, Set<String> names) {
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (name.startsWith("set") && name.length() > 3 && method.getParameterCount() == 1) {
                names.add(Character.toLowerCase(name.charAt(3)) + name.substring(4));
            }
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum
                || value instanceof Duration;
    }
}
