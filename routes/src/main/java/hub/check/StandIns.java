package hub.check;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import sun.reflect.ReflectionFactory;

/**
 * Objects that look like a bean and do nothing, so that a rehearsal can start and stop everything a route refers to
 * without the real bean (a database client, say) being started, stopped or closed with it.
 */
final class StandIns {

    private StandIns() {}

    /** An object of the bean's type that also fits the wanted type; empty when the bean is of another type. */
    static <T> Optional<T> of(Class<?> bean, Class<T> wanted) {
        if (!wanted.isAssignableFrom(bean)) {
            return Optional.empty();
        }
        // A bean written as a lambda has a class that nobody can make again; what it can do are its interfaces.
        if (wanted.isInterface() || bean.isInterface() || bean.isHidden()) {
            return Optional.of(wanted.cast(proxy(bean, wanted)));
        }
        return unbuilt(bean).map(wanted::cast);
    }

    private static Object proxy(Class<?> bean, Class<?> wanted) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        if (wanted.isInterface() || bean.isInterface()) {
            interfaces.add(wanted.isInterface() ? wanted : bean);
        }
        collect(bean, bean.isHidden() ? bean.getClassLoader() : wanted.getClassLoader(), interfaces);
        ClassLoader loader = interfaces.iterator().next().getClassLoader();
        ClassLoader usable = loader == null ? StandIns.class.getClassLoader() : loader;
        return Proxy.newProxyInstance(usable, interfaces.toArray(Class<?>[]::new), (self, method, arguments) -> {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> "stand-in for " + bean.getSimpleName();
                default -> nothing(method.getReturnType());
            };
        });
    }

    private static void collect(Class<?> type, ClassLoader loader, Set<Class<?>> interfaces) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> each : at.getInterfaces()) {
                if (Modifier.isPublic(each.getModifiers()) && !each.isSealed() && visible(each, loader)) {
                    interfaces.add(each);
                }
            }
        }
    }

    private static boolean visible(Class<?> type, ClassLoader loader) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException notThere) {
            return false;
        }
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == char.class) {
            return '\0';
        }
        return type.isPrimitive() && type != void.class ? (Object) zero(type) : null;
    }

    private static Number zero(Class<?> type) {
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        if (type == float.class) {
            return 0.0f;
        }
        if (type == short.class) {
            return (short) 0;
        }
        return type == byte.class ? (Number) (byte) 0 : (Number) 0;
    }

    /** An instance whose constructor never ran, by the door Java keeps open for deserialization. */
    private static Optional<Object> unbuilt(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers())) {
            return Optional.empty();
        }
        try {
            Constructor<?> none = ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, Object.class.getDeclaredConstructor());
            return Optional.of(none.newInstance());
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException("cannot make a stand-in for " + type.getName(), refused);
        }
    }
}
