package hub.console.account;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a short while that a password was right, because checking a hash is slow on purpose and a program signs
 * in with every request. Only a keyed digest is kept, with a key that dies with the process.
 */
public final class RememberedPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CAPACITY = 1_000;

    private final long nanos;
    private final SecretKeySpec key;
    private final Map<String, Long> right = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CAPACITY;
        }
    };

    /** @param duration how long a right password stays remembered */
    public RememberedPasswords(Duration duration) {
        this.nanos = duration.toNanos();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /**
     * Whether a password fits a hash.
     *
     * @param slow asked when it is not remembered
     */
    public boolean matches(CharSequence password, String hash, BiPredicate<CharSequence, String> slow) {
        String digest = digest(password + "\u0000" + hash);
        long now = System.nanoTime();
        synchronized (right) {
            Long since = right.get(digest);
            if (since != null && now - since < nanos) {
                return true;
            }
        }
        boolean matches = slow.test(password, hash);
        if (matches) {
            synchronized (right) {
                right.remove(digest);
                right.put(digest, now);
            }
        }
        return matches;
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
