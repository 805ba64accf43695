package hub.check;

import java.util.Optional;
import java.util.Set;

/** Which beans routes may call, by name and type only: a rehearsal never touches the real ones. */
public interface KnownBeans {

    /** The type of the bean with this name, if there is one. */
    Optional<Class<?>> typeOf(String name);

    /** The names of all beans of a type. */
    Set<String> named(Class<?> type);

    /** All names, as far as they can be listed; used for advice only. */
    Set<String> names();
}
