package hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file says nothing that the settings, the folders or its own services do not know. */
class ComposeFileTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home"));
    private static final Pattern SETTING = Pattern.compile("--([a-z0-9.-]+)=(.*)");
    private static final Pattern HOST = Pattern.compile("(?://|^)([a-z][a-z-]*):\\d+");

    @Test
    void everySettingIsOneThatTheHubExplains() throws IOException {
        Set<String> known = settings();
        for (Map.Entry<String, String> given : given().entrySet()) {
            assertThat(known).as("docker-compose.yml, --" + given.getKey()).contains(given.getKey());
        }
        Map<?, ?> environment = (Map<?, ?>) service("hub").get("environment");
        Set<String> spelt = known.stream()
                .map(key -> key.replace('.', '_').replace('-', '_').toUpperCase())
                .collect(Collectors.toSet());
        assertThat(environment.keySet().stream().map(String::valueOf)).allMatch(spelt::contains);
    }

    @Test
    void everyHostIsAServiceOfTheFile() throws IOException {
        Set<String> services = services().keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        given().forEach((key, value) -> {
            Matcher host = HOST.matcher(value);
            if (host.find()) {
                assertThat(services).as("--" + key + "=" + value).contains(host.group(1));
            }
        });
        for (Object service : services().values()) {
            Object needs = ((Map<?, ?>) service).get("depends_on");
            if (needs instanceof Map<?, ?> others) {
                assertThat(services)
                        .containsAll(
                                others.keySet().stream().map(String::valueOf).toList());
            }
        }
    }

    @Test
    void everyMountedFileIsThereAndEveryImageHasAVersion() throws IOException {
        for (Map.Entry<?, ?> service : services().entrySet()) {
            Map<?, ?> parts = (Map<?, ?>) service.getValue();
            if (parts.get("volumes") instanceof List<?> volumes) {
                for (Object volume : volumes) {
                    String from = volume.toString().split(":")[0];
                    if (from.startsWith("./")) {
                        assertThat(HOME.resolve(from))
                                .as(service.getKey() + ": " + volume)
                                .exists();
                    } else {
                        assertThat(((Map<?, ?>) compose().get("volumes")).containsKey(from))
                                .as(volume.toString())
                                .isTrue();
                    }
                }
            }
            if (parts.get("image") != null) {
                assertThat(parts.get("image").toString()).matches(".+:[^:]*\\d.*");
            }
        }
    }

    @Test
    void noSecretIsWrittenIntoTheFile() throws IOException {
        String text = Files.readString(HOME.resolve("docker-compose.yml"));
        assertThat(text.lines().filter(line -> line.matches(".*(PASSWORD|SECRET_KEY): .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains("${HUB_PASSWORD"));
    }

    private static Map<String, String> given() throws IOException {
        List<String> arguments = new ArrayList<>();
        ((List<?>) service("hub").get("command")).forEach(argument -> arguments.add(argument.toString()));
        return arguments.stream()
                .map(SETTING::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private static Set<String> settings() throws IOException {
        Set<String> keys = new TreeSet<>();
        flatten("", new Yaml().load(Files.readString(HOME.resolve("routes/application.yaml"))), keys);
        return keys;
    }

    private static void flatten(String prefix, Map<?, ?> part, Set<String> keys) {
        part.forEach((name, value) -> {
            String key = prefix.isEmpty() ? name.toString() : prefix + "." + name;
            if (value instanceof Map<?, ?> below) {
                flatten(key, below, keys);
            } else {
                keys.add(key);
            }
        });
    }

    private static Map<?, ?> service(String name) throws IOException {
        return (Map<?, ?>) services().get(name);
    }

    private static Map<?, ?> services() throws IOException {
        return (Map<?, ?>) compose().get("services");
    }

    private static Map<?, ?> compose() throws IOException {
        return new Yaml().load(Files.readString(HOME.resolve("docker-compose.yml")));
    }
}
