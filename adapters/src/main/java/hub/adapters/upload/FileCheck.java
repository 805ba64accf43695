package hub.adapters.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares what was brought with what was promised. */
final class FileCheck {

    private static final int BUFFER = 1 << 16;

    private FileCheck() {}

    /**
     * @param sha256 of what was brought
     * @param problem why it is not what was promised, or empty
     */
    record Finding(String sha256, String problem) {}

    static Finding of(InputStream content, Upload promised) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        byte[] first = content.readNBytes(16);
        digest.update(first);
        long size = first.length;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
            size += read;
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (size != promised.size()) {
            return new Finding(found, "it has " + size + " bytes, promised were " + promised.size());
        }
        if (!promised.sha256().isEmpty() && !promised.sha256().equals(found)) {
            return new Finding(found, "its SHA-256 is " + found + ", promised was " + promised.sha256());
        }
        return new Finding(
                found, looksLike(promised.contentType(), first) ? "" : "its bytes are no " + promised.contentType());
    }

    private static boolean looksLike(String contentType, byte[] first) {
        return switch (contentType) {
            case "image/jpeg" -> begins(first, 0, 0xFF, 0xD8, 0xFF);
            case "image/png" -> begins(first, 0, 0x89, 'P', 'N', 'G');
            case "image/webp" -> begins(first, 0, 'R', 'I', 'F', 'F') && begins(first, 8, 'W', 'E', 'B', 'P');
            case "application/pdf" -> new String(first, StandardCharsets.ISO_8859_1).startsWith("%PDF-");
            case "application/gzip" -> begins(first, 0, 0x1F, 0x8B);
            case "application/zip" -> begins(first, 0, 'P', 'K');
            case "text/plain" -> indexOfZero(first) < 0;
            default -> true;
        };
    }

    private static boolean begins(byte[] bytes, int at, int... wanted) {
        for (int index = 0; index < wanted.length; index++) {
            if (bytes.length <= at + index || (bytes[at + index] & 0xFF) != wanted[index]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOfZero(byte[] bytes) {
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == 0) {
                return index;
            }
        }
        return -1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
