package hub.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The stages of the house in the order of a message's walk, and where each hands on to. */
final class Stages {

    static final String STREAM = "stream";
    static final String STANDBY = "Standby";

    private static final Map<String, List<String>> NEXT = Map.of(
            "receive",
            List.of(STREAM),
            STREAM,
            List.of("standardize"),
            "standardize",
            List.of("store", "judge", "recover"),
            "store",
            List.of("aggregate", "serve"),
            "judge",
            List.of("act"),
            "act",
            List.of(STREAM),
            "sync",
            List.of("standardize"),
            "recover",
            List.of(STREAM));

    private static final List<String> ORDER =
            List.of("receive", STREAM, "standardize", "store", "judge", "act", "aggregate", "sync", "recover", "serve");

    /** Figures that count messages where a route's own count would be one of batches. */
    private static final Map<String, String> MESSAGES = Map.of(
            "receive",
            "hub.stream.appended",
            STREAM,
            "hub.stream.appended",
            "standardize",
            "hub.standardize.telemetry",
            "store",
            "hub.hot.stored");

    private Stages() {}

    /** The known stages in order, then those that only these folders have. */
    static List<String> all(Collection<String> folders) {
        List<String> all = new ArrayList<>(ORDER);
        folders.stream().filter(folder -> !ORDER.contains(folder)).sorted().forEach(all::add);
        return all;
    }

    static List<String> next(String stage) {
        return NEXT.getOrDefault(stage, List.of());
    }

    static Map<String, String> counters() {
        return MESSAGES;
    }
}
