package hub.reload;

import hub.check.RouteFile;
import java.time.Instant;

/**
 * A route file as it was in force from some moment on, kept so that it can be compared and brought back.
 *
 * @param path the file below {@code routes/}
 * @param version the first 12 hexadecimal digits of the text's SHA-256
 * @param at since when it was in force
 * @param text the whole text; empty when the file was deleted at that moment
 */
public record RouteVersion(String path, String version, Instant at, String text) {

    /** The version of a file that comes into force now. */
    static RouteVersion of(RouteFile file, Instant now) {
        return new RouteVersion(file.path(), file.version(), now, file.text());
    }
}
