package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of {@code routes/application.yaml} as a hub would see them, read without starting one. */
final class SettingsFile {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:}]+)(?::([^}]*))?}");

    private final Map<String, String> values = new TreeMap<>();

    /** Reads the settings below a hub's home folder; without the file only {@code hub.home} is set. */
    SettingsFile(Path home) {
        Path file = home.resolve("routes/application.yaml");
        try {
            if (Files.exists(file)) {
                flatten("", YamlText.read(Files.readString(file)).root());
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file, problem);
        } catch (YamlText.Malformed problem) {
            throw new IllegalArgumentException(file + ":" + problem.line() + ": " + problem.getMessage(), problem);
        }
        values.put("hub.home", home.toString());
    }

    private void flatten(String prefix, JsonNode node) {
        if (node.isValueNode()) {
            values.put(prefix, node.asText());
        }
        node.properties()
                .forEach(field ->
                        flatten(prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue()));
    }

    /** The value with everything in it resolved. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(text -> resolve(text, 0));
    }

    /** All settings below a prefix, by what follows it. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, text) -> {
            if (key.startsWith(prefix + ".")) {
                found.put(key.substring(prefix.length() + 1), resolve(text, 0));
            }
        });
        return found;
    }

    private String resolve(String text, int depth) {
        if (depth > 10) {
            throw new IllegalArgumentException("the setting '" + text + "' leads to itself");
        }
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (placeholder.find()) {
            String other = Optional.ofNullable(values.get(placeholder.group(1)))
                    .or(() -> Optional.ofNullable(placeholder.group(2)))
                    .map(value -> resolve(value, depth + 1))
                    .orElse(placeholder.group());
            placeholder.appendReplacement(resolved, Matcher.quoteReplacement(other));
        }
        return placeholder.appendTail(resolved).toString();
    }
}
