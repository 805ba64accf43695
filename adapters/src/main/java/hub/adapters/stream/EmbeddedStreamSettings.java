package hub.adapters.stream;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a person may change about the embedded stream.
 *
 * @param folder where records are kept; a second start with the same folder finds everything again
 * @param port port on 127.0.0.1, or 0 for any free one (setting {@code hub.stream.port})
 * @param retention how long records are kept at least
 * @param retentionBytes how many bytes of records one topic may hold; the oldest go first
 * @param flushInterval how long an acknowledged record may stay in the page cache before it is forced to the disk. It survives the
 *     death of the hub at once; a power cut may take what was acknowledged within this time. Zero forces every write.
 */
public record EmbeddedStreamSettings(
        Path folder, int port, Duration retention, long retentionBytes, Duration flushInterval) {

    /** Settings for a folder: port 19092, three days or 8 GiB a topic, forced to disk every second. */
    public static EmbeddedStreamSettings in(Path folder) {
        return new EmbeddedStreamSettings(folder, 19092, Duration.ofDays(3), 8L << 30, Duration.ofSeconds(1));
    }

    /** The same settings on another port; 0 takes any free one. */
    public EmbeddedStreamSettings withPort(int otherPort) {
        return new EmbeddedStreamSettings(folder, otherPort, retention, retentionBytes, flushInterval);
    }
}
