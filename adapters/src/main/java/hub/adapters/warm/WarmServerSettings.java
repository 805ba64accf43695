package hub.adapters.warm;

import java.nio.file.Path;

/**
 * Where the embedded PostgreSQL lives.
 *
 * @param folder its data, password and log; a second start with the same folder finds everything again
 * @param binaries where its programs are unpacked once (about 75 MB); several servers may share it
 * @param port port on 127.0.0.1, or 0 for any free one (setting {@code hub.warm.port})
 */
public record WarmServerSettings(Path folder, Path binaries, int port) {

    /** Settings for a folder: port 15432, programs beside the data. */
    public static WarmServerSettings in(Path folder) {
        return new WarmServerSettings(folder, folder.resolve("programs"), 15432);
    }

    /** The same settings on another port; 0 takes any free one. */
    public WarmServerSettings withPort(int otherPort) {
        return new WarmServerSettings(folder, binaries, otherPort);
    }

    /** The same settings with the programs unpacked elsewhere. */
    public WarmServerSettings withBinaries(Path otherBinaries) {
        return new WarmServerSettings(folder, otherBinaries, port);
    }
}
