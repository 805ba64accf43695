package hub.adapters.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** What a password must be (NIST SP 800-63B: long enough, nothing else about its letters), and whether one is right. */
public final class Passwords {

    private static final int SHORTEST = 12;

    /** bcrypt does not look further. */
    private static final int LONGEST_BYTES = 72;

    private static final int GUESSES = 5;
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UnaryOperator<String> hash;
    private final BiPredicate<String, String> matches;
    private final Clock clock;
    private final Map<String, Deque<Instant>> wrong = new ConcurrentHashMap<>();

    /**
     * @param hash turns a password into its hash
     * @param matches whether a password fits a hash
     */
    public Passwords(UnaryOperator<String> hash, BiPredicate<String, String> matches, Clock clock) {
        this.hash = hash;
        this.matches = matches;
        this.clock = clock;
    }

    String hash(String password) {
        return hash.apply(password);
    }

    /** The wanted password when it is good enough, or a random one when none is wanted. */
    String orRandom(Object wanted, String name) {
        if (wanted == null) {
            byte[] random = new byte[15];
            RANDOM.nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }
        String password = wanted.toString();
        boolean guessable = password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                || password.chars().distinct().count() < 5;
        if (password.length() < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES
                || guessable) {
            throw new IllegalArgumentException("password: at least " + SHORTEST + " letters, at most " + LONGEST_BYTES
                    + " bytes, not with the name in it and not of a few letters repeated");
        }
        return password;
    }

    void requireRight(String password, AccountRow account) {
        Deque<Instant> times = wrong.computeIfAbsent(account.name(), name -> new ArrayDeque<>());
        synchronized (times) {
            times.removeIf(at -> at.isBefore(clock.instant().minus(WAIT)));
            if (times.size() >= GUESSES) {
                throw new RejectedExecutionException("too many wrong passwords; wait five minutes");
            }
            if (!matches.test(password, account.passwordHash())) {
                times.add(clock.instant());
                throw new SecurityException("current: this is not the account's password");
            }
        }
    }
}
