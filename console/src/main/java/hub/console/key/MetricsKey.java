package hub.console.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The key with which Prometheus reads the hub's figures: lies in a file that the hub makes when it is missing. */
public final class MetricsKey implements ApiKeys {

    private static final int OFTEN = 600;
    private static final int SHORTEST = 40;
    private static final KeyHolder HOLDER =
            new KeyHolder(KeyHolder.METRICS, KeyHolder.METRICS, KeyHolder.METRICS, true, "", OFTEN);

    private final Path file;

    private MetricsKey(Path file) {
        this.file = file;
    }

    /** Opens with the key in a file; the file is read anew each time, so another key in it counts at once. */
    public static MetricsKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                write(
                        file,
                        KeyHolder.PREFIX + KeyHolder.METRICS + "_"
                                + HexFormat.of().formatHex(random));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot keep the key for metrics in " + file.toAbsolutePath() + " (hub.access.metrics-key)",
                    refused);
        }
        return new MetricsKey(file);
    }

    @Override
    public Optional<KeyHolder> holder(String key, String address) {
        if (!key.startsWith(KeyHolder.PREFIX + KeyHolder.METRICS + "_")) {
            return Optional.empty();
        }
        try {
            byte[] right = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            boolean opens =
                    right.length >= SHORTEST && MessageDigest.isEqual(right, key.getBytes(StandardCharsets.UTF_8));
            return opens ? Optional.of(HOLDER) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void write(Path file, String key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, key + "\n");
    }
}
