package hub.console.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The body of a request that is a file: on disk, however large, so that it never fills the memory. */
final class FileBody {

    private final Path file;
    private final boolean tooLarge;

    private FileBody(Path file, boolean tooLarge) {
        this.file = file;
        this.tooLarge = tooLarge;
    }

    /** Keeps a body, as far as the limit in bytes goes. */
    static FileBody keep(InputStream body, long limit) throws IOException {
        Path file = Files.createTempFile("hub-upload", ".bin");
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream target = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0 && size <= limit; read = body.read(buffer)) {
                target.write(buffer, 0, read);
                size += read;
            }
        }
        return new FileBody(file, size > limit);
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    /** What the route gets instead: {@code {"file": "where it lies"}}. */
    byte[] asJson() {
        String path = file.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return ("{\"file\":\"" + path + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
