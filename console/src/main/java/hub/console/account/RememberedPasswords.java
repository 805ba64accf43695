package hub.console.account;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    private final Map<String, FutureTask<Boolean>> asked = new ConcurrentHashMap<>();
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
        return isRemembered(digest)
                || once(digest, () -> isRemembered(digest) || remembered(digest, slow.test(password, hash)));
    }

    private boolean isRemembered(String digest) {
        synchronized (right) {
            Long since = right.get(digest);
            return since != null && System.nanoTime() - since < nanos;
        }
    }

    private boolean remembered(String digest, boolean matches) {
        if (matches) {
            synchronized (right) {
                right.remove(digest);
                right.put(digest, System.nanoTime());
            }
        }
        return matches;
    }

    /** Whoever comes with the same password meanwhile waits for the one check: a busy program must not cost a check a request. */
    private boolean once(String digest, Callable<Boolean> check) {
        FutureTask<Boolean> own = new FutureTask<>(check);
        FutureTask<Boolean> first = asked.putIfAbsent(digest, own);
        try {
            if (first == null) {
                own.run();
            }
            return (first == null ? own : first).get();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the password could not be checked", failure.getCause());
        } finally {
            if (first == null) {
                asked.remove(digest, own);
            }
        }
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
