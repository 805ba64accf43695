package hub.check;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.support.PropertyBindingSupport;

/** The surroundings of a hub that does not run: its settings file and the beans its configuration classes declare. */
public final class FileSurroundings implements Surroundings {

    private final SettingsFile settings;
    private final KnownBeans beans;

    /**
     * Reads the surroundings.
     *
     * @param home the hub's home folder
     * @param beans the beans routes may call
     */
    public FileSurroundings(Path home, KnownBeans beans) {
        this.settings = new SettingsFile(home);
        this.beans = beans;
    }

    @Override
    public Optional<String> setting(String key) {
        return settings.value(key);
    }

    @Override
    public KnownBeans beans() {
        return beans;
    }

    @Override
    public Optional<Class<? extends Component>> component(String scheme) {
        return Optional.empty();
    }

    @Override
    public void configure(String scheme, Component component) {
        Map<String, Object> options = new HashMap<>(settings.below("camel.component." + scheme));
        PropertyBindingSupport.build()
                .withCamelContext(component.getCamelContext())
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withProperties(options)
                .bind();
    }
}
