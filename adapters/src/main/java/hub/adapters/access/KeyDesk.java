package hub.adapters.access;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What operators do with keys of programs. A key is shown once, when it is made or rotated. */
public final class KeyDesk {

    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration USUAL = Duration.ofDays(90);
    private static final int USUAL_OVERLAP_HOURS = 24;

    private final KeyRows rows;
    private final int requestsPerMinute;
    private final Clock clock;

    /** @param requestsPerMinute how often a key may ask when its maker does not say */
    public KeyDesk(KeyRows rows, int requestsPerMinute, Clock clock) {
        this.rows = rows;
        this.requestsPerMinute = requestsPerMinute;
        this.clock = clock;
    }

    /** All keys, newest first; revoked ones stay on record. */
    public Map<String, Object> list() throws SQLException {
        Instant now = clock.instant();
        return Map.of("items", rows.list().stream().map(key -> key.shape(now)).toList());
    }

    /** One key; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String id) throws SQLException {
        return existing(id).shape(clock.instant());
    }

    /**
     * Makes a key.
     *
     * @param body {@code name}, {@code role}, perhaps {@code readOnly}, {@code customerId}, {@code expiresAt} and
     *     {@code requestsPerMinute}
     */
    public Map<String, Object> create(Map<String, Object> body, String user) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String role = String.valueOf(body.get("role"));
        String customer = body.get("customerId") instanceof String given ? given : "";
        if (role.equals("customer") == customer.isEmpty()) {
            throw new IllegalArgumentException("customerId: a key of role customer needs one, no other may have one");
        }
        String id = KeyText.newId();
        String key = KeyText.of(id);
        rows.add(new KeyRow(
                id,
                String.valueOf(body.get("name")).strip(),
                role,
                Boolean.TRUE.equals(body.get("readOnly")) || role.equals("metrics"),
                customer,
                body.get("requestsPerMinute") instanceof Number most ? most.intValue() : requestsPerMinute,
                KeyText.digest(key),
                Optional.empty(),
                now,
                user,
                expiry(body, now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return withKey(id, key);
    }

    /**
     * Gives a key a new secret; the old one opens for a while yet, so that programs can be changed without a gap.
     *
     * @param body perhaps {@code overlapHours} (24 when absent, 0 ends the old one now) and {@code expiresAt}
     */
    public Map<String, Object> rotate(String id, Map<String, Object> body) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> wish = body == null ? Map.of() : body;
        existing(id);
        int hours = wish.get("overlapHours") instanceof Number given ? given.intValue() : USUAL_OVERLAP_HOURS;
        String key = KeyText.of(id);
        if (!rows.rotate(id, KeyText.digest(key), now.plus(hours, ChronoUnit.HOURS), expiry(wish, now))) {
            throw new IllegalStateException("key '" + id + "' was revoked; make a new one");
        }
        return withKey(id, key);
    }

    /** Ends a key at once; ending it again changes nothing. */
    public Map<String, Object> revoke(String id, String user) throws SQLException {
        existing(id);
        rows.revoke(id, user);
        return get(id);
    }

    private Map<String, Object> withKey(String id, String key) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>(get(id));
        shape.put("key", key);
        return shape;
    }

    private KeyRow existing(String id) throws SQLException {
        return rows.find(id).orElseThrow(() -> new NoSuchElementException("there is no key '" + id + "'"));
    }

    private static Instant expiry(Map<String, Object> body, Instant now) {
        Object given = body.get("expiresAt");
        if (given == null) {
            return now.plus(USUAL);
        }
        try {
            Instant expiry = OffsetDateTime.parse(given.toString()).toInstant();
            if (expiry.isBefore(now) || expiry.isAfter(now.plus(LONGEST))) {
                throw new IllegalArgumentException(
                        "expiresAt: must lie ahead, at most " + LONGEST.toDays() + " days; rotate the key in time");
            }
            return expiry;
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    "expiresAt: '" + given + "' is no time such as 2027-01-31T00:00:00Z", problem);
        }
    }
}
