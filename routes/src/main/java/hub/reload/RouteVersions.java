package hub.reload;

import java.util.List;
import java.util.Optional;

/** Remembers every text that was in force for a route file; what the hub falls back on when the file on disk is broken. */
public interface RouteVersions {

    /** Keeps a version; keeping the newest version of a file again changes nothing. */
    void keep(RouteVersion version);

    /** All versions of a file, newest first. */
    List<RouteVersion> of(String path);

    /** The newest version of a file. */
    default Optional<RouteVersion> newest(String path) {
        return of(path).stream().findFirst();
    }
}
