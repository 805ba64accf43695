package hub.console.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the serve routes whose verbs this test has stand-ins for from the others, which only answer that they are absent. */
final class ServeFiles {

    private static final Path FOLDER = Path.of(System.getProperty("hub.home", ".."), "routes/serve");
    private static final Pattern REF = Pattern.compile("(?:ref: |bean:)(\\w+)");
    private static final Set<String> KNOWN = Set.of(
            "deviceDesk",
            "devicePresence",
            "deadLetterDesk",
            "retryTrial",
            "hotStore",
            "telemetryHistory",
            "alarmPatience",
            "productDesk",
            "ruleDesk",
            "routeDesk",
            "personsWord",
            "ownDevices",
            "problemDetails",
            "alarmFilter",
            "liveEvents");

    private ServeFiles() {}

    static String pattern() {
        return files().stream()
                .filter(file -> isKnown(file))
                .map(file -> "file:" + file.toAbsolutePath().normalize())
                .collect(Collectors.joining(","));
    }

    static List<String> others() {
        return files().stream()
                .filter(file -> !isKnown(file))
                .map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                .toList();
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(serve-.*|read-telemetry)\\.camel\\.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static boolean isKnown(Path file) {
        try {
            return REF.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .allMatch(KNOWN::contains);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
