package hub.adapters.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where the contents of packages lie, each under its SHA-256, so that the name proves what is in it. */
interface PackageContent {

    /** Keeps a copy of the file under its hash; keeping it twice changes nothing. */
    void keep(Path content, String sha256) throws IOException;

    void remove(String sha256) throws IOException;

    /** So many bytes of a content, all of which it has. */
    InputStream open(String sha256, long from, long length) throws IOException;

    /** The address under which a device fetches the package from the store itself; empty when it must come to the hub. */
    Optional<String> address(FirmwarePackage firmware);
}
