package hub.check;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The beans that configuration classes declare, known by the name and return type of their methods; nothing is made. */
public final class DeclaredBeans implements KnownBeans {

    private final Map<String, Class<?>> types = new TreeMap<>();

    /** Reads the bean methods of these classes. */
    DeclaredBeans(Collection<Class<?>> configurations) {
        for (Class<?> configuration : configurations) {
            for (Method method : configuration.getDeclaredMethods()) {
                if (Stream.of(method.getAnnotations()).anyMatch(DeclaredBeans::declaresBean)) {
                    types.put(method.getName(), method.getReturnType());
                }
            }
        }
    }

    /** All beans that the hub's configuration classes declare. */
    public static DeclaredBeans ofTheHub() {
        return new DeclaredBeans(ConfigurationClasses.below("hub"));
    }

    private static boolean declaresBean(Annotation annotation) {
        return annotation.annotationType().getSimpleName().equals("Bean");
    }

    @Override
    public Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public Set<String> named(Class<?> type) {
        Set<String> names = new TreeSet<>();
        types.forEach((name, bean) -> {
            if (type.isAssignableFrom(bean)) {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public Set<String> names() {
        return types.keySet();
    }
}
