package hub.adapters.warm;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked once per version from the archive that Maven brought. */
final class PostgresPrograms {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresPrograms() {}

    /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}, unpacking it when it is not there yet. */
    static Path unpack(Path home) {
        try {
            var archive = archive();
            var folder = home.resolve(fingerprint(archive));
            if (Files.notExists(folder)) {
                Files.createDirectories(home);
                unpackInto(folder, archive);
            }
            return folder;
        } catch (IOException problem) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + home, problem);
        }
    }

    /** Deletes a folder with all it holds; one that is not there is no problem. */
    static void discard(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void unpackInto(Path folder, byte[] archive) throws IOException {
        var half = Files.createTempDirectory(folder.getParent(), "unpacking");
        try {
            half.toFile().setReadable(true, false);
            half.toFile().setExecutable(true, false);
            unpack(archive, half);
            publish(half, folder);
        } finally {
            discard(half);
        }
    }

    private static byte[] archive() throws IOException {
        var name = System.getProperty("os.name");
        var system = name.startsWith("Windows") ? "Windows" : name.startsWith("Mac") ? "Darwin" : "Linux";
        var machine = System.getProperty("os.arch")
                .toLowerCase(Locale.ROOT)
                .replace("amd64", "x86_64")
                .replace("aarch64", "arm_64");
        try (var packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return packed.readAllBytes();
        } catch (IllegalStateException missing) {
            throw new IllegalStateException(
                    "There are no PostgreSQL programs for " + system + " on " + machine
                            + " in this build. Point hub.warm.url at a PostgreSQL server.",
                    missing);
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return "postgresql-" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            target.toFile().setExecutable((entry.getMode() & OWNER_MAY_EXECUTE) != 0, false);
        }
    }

    private static void publish(Path half, Path folder) throws IOException {
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            if (Files.notExists(folder)) {
                throw problem;
            }
        }
    }
}
