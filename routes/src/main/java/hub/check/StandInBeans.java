package hub.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ComponentCustomizer;

/** The registry of a scratch context: every known bean is found by name and type, but only its stand-in is handed out. */
final class StandInBeans implements BeanRepository {

    private final KnownBeans known;
    private final Map<String, Object> given = new HashMap<>();

    StandInBeans(KnownBeans known) {
        this.known = known;
    }

    /** Binds an object that is handed out as it is. */
    void give(String name, Object bean) {
        given.put(name, bean);
    }

    @Override
    public Object lookupByName(String name) {
        return lookupByNameAndType(name, Object.class);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        Object bean = given.get(name);
        if (type.isInstance(bean)) {
            return type.cast(bean);
        }
        return known.typeOf(name)
                .filter(found -> !Component.class.isAssignableFrom(found))
                .flatMap(found -> StandIns.of(found, type))
                .orElse(null);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        given.forEach((name, bean) -> {
            if (type.isInstance(bean)) {
                found.put(name, type.cast(bean));
            }
        });
        if (!belongsToCamel(type)) {
            for (String name : known.named(type)) {
                T bean = lookupByNameAndType(name, type);
                if (bean != null) {
                    found.putIfAbsent(name, bean);
                }
            }
        }
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return new LinkedHashSet<>(findByTypeWithName(type).values());
    }

    /** Camel's own extension points belong to the live context; the scratch one gets only what was given to it. */
    private static boolean belongsToCamel(Class<?> type) {
        return type.getName().startsWith("org.apache.camel.") || type == ComponentCustomizer.class;
    }
}
