package hub.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names an alarm after device, rule and the reading that began it, so that a replay names it the same. */
final class AlarmIdentity {
    private AlarmIdentity() {}

    static String of(String deviceId, String rule, String readingId) {
        try {
            String name = deviceId + '\n' + rule + '\n' + readingId;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
