package hub.check;

import java.util.Optional;
import org.apache.camel.Component;

/** What routes find around them - settings, beans, components - so that a rehearsal is held on the stage of the play. */
public interface Surroundings {

    /** The value of a setting with everything in it resolved, if it is set. */
    Optional<String> setting(String key);

    /** The beans routes may call. */
    KnownBeans beans();

    /** The class of a component that is not found on the class path by its scheme alone. */
    Optional<Class<? extends Component>> component(String scheme);

    /** Gives a scratch component the plain options (texts, numbers, switches) its real twin has. */
    void configure(String scheme, Component component);
}
