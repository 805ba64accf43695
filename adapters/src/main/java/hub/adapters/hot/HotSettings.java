package hub.adapters.hot;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a person may change about the hot store.
 *
 * @param uri connection string of a MongoDB or DocumentDB, or empty: the embedded server is started (setting {@code hub.hot.uri})
 * @param database name of the database (setting {@code hub.hot.database})
 * @param folder where the embedded server keeps its files
 * @param port port of the embedded server on 127.0.0.1, or 0 for any free one (setting {@code hub.hot.port})
 * @param durability of the embedded server (setting {@code hub.hot.durability})
 * @param patience how long an operation waits for a server before it fails and its batch is tried again
 */
public record HotSettings(
        String uri, String database, Path folder, int port, Durability durability, Duration patience) {

    /** What an answered write survives. */
    public enum Durability {
        /** The death of the hub; a power cut may take the last second. */
        PROCESS,
        /** A power cut too; every write waits for the disk. */
        DISK
    }

    /** The embedded server on port 27117, with its files in a folder. */
    public static HotSettings embedded(Path folder) {
        return new HotSettings("", "hub", folder, 27117, Durability.PROCESS, Duration.ofSeconds(5));
    }

    /** The same settings on another port; 0 takes any free one. */
    public HotSettings withPort(int otherPort) {
        return new HotSettings(uri, database, folder, otherPort, durability, patience);
    }

    /** The same settings for a server that runs elsewhere. */
    public HotSettings withUri(String otherUri) {
        return new HotSettings(otherUri, database, folder, port, durability, patience);
    }
}
