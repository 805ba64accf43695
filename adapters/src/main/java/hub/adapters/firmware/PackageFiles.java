package hub.adapters.firmware;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The contents of packages in a folder. */
final class PackageFiles implements PackageContent {

    private final Path folder;

    PackageFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot keep firmware in " + folder, problem);
        }
    }

    static String sha256(Path content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(content), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void keep(Path content, String sha256) throws IOException {
        Path part = Files.createTempFile(folder, sha256, ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(file(sha256));
    }

    @Override
    public InputStream open(String sha256, long from, long length) throws IOException {
        InputStream content = Files.newInputStream(file(sha256));
        content.skipNBytes(from);
        return new FilterInputStream(content) {
            private long left = length;

            @Override
            public int read() throws IOException {
                return left-- > 0 ? super.read() : -1;
            }

            @Override
            public int read(byte[] target, int offset, int wanted) throws IOException {
                int read = left <= 0 ? -1 : super.read(target, offset, (int) Math.min(wanted, left));
                left -= Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public Optional<String> address(FirmwarePackage firmware) {
        return Optional.empty();
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".bin");
    }
}
