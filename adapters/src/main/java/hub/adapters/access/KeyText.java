package hub.adapters.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a key is written: {@code hubk_<id>_<secret>}, so that whoever finds one in a file knows what it is and whose. */
final class KeyText {

    private static final Pattern KEY = Pattern.compile("hubk_([0-9a-f]{12})_[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {}

    static String newId() {
        return random(6);
    }

    static String of(String id) {
        return "hubk_" + id + "_" + random(32);
    }

    static Optional<String> id(String key) {
        Matcher written = KEY.matcher(key);
        return written.matches() ? Optional.of(written.group(1)) : Optional.empty();
    }

    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
