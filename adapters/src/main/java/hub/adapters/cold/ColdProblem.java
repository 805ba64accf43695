package hub.adapters.cold;

import java.nio.file.Path;
import java.util.Locale;

/** Words a failure of the cold store so that an operator knows where, why and what to do. */
final class ColdProblem {

    private ColdProblem() {}

    static String describe(ColdTable which, Warehouse warehouse, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return "the cold table " + which.sqlName() + " in " + warehouse.location() + " cannot be written: " + cause
                + ". "
                + advice(warehouse, String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                + " Nothing is lost: the stream keeps what comes (hub.stream.retention), and the hub tries again.";
    }

    private static String advice(Warehouse warehouse, String cause) {
        if (cause.contains("no space") || cause.contains("quota")) {
            return "Free space at " + where(warehouse) + " or move the warehouse (hub.cold.warehouse).";
        }
        if (cause.contains("denied") || cause.contains("forbidden") || cause.contains("signature")) {
            return "Let the hub read and write there (hub.cold.access-key, permissions of the bucket or folder).";
        }
        if (cause.contains("postgres") || cause.contains("jdbc") || cause.contains("catalog")) {
            return "See that the warm store answers (hub.warm.url); it holds the catalog.";
        }
        return "See that " + where(warehouse) + " can be reached and written (hub.cold.warehouse, hub.cold.endpoint).";
    }

    private static String where(Warehouse warehouse) {
        ColdSettings settings = warehouse.settings();
        return settings.isOnObjects()
                ? settings.warehouse()
                : Path.of(settings.warehouse()).toAbsolutePath().toString();
    }
}
