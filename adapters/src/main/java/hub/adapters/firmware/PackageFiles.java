package hub.adapters.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The contents of packages on disk, each under its SHA-256, so that the name proves what is in it. */
final class PackageFiles {

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
                bytes.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Keeps a copy of the file under its hash; keeping it twice changes nothing. */
    void keep(Path content, String sha256) throws IOException {
        Path part = Files.createTempFile(folder, sha256, ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String sha256) throws IOException {
        Files.deleteIfExists(file(sha256));
    }

    Path file(String sha256) {
        return folder.resolve(sha256 + ".bin");
    }

    /** A part of the content; shorter at its end, empty beyond it. */
    byte[] part(String sha256, long from, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file(sha256))) {
            long size = Math.max(0, Math.min(length, channel.size() - from));
            ByteBuffer buffer = ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                continue;
            }
            return buffer.array();
        }
    }
}
