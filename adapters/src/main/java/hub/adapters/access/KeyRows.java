package hub.adapters.access;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of programs in the warm store; a revoked one stops opening within a second at every hub. */
public final class KeyRows {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRows.class);
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Recent<Map<String, KeyRow>> recent;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    /** @param source the warm store with schema {@code hub} */
    public KeyRows(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
        this.recent = new Recent<>(this::all, Map.of(), clock);
    }

    /**
     * What the holder of a key may do; empty when it is unknown, expired or revoked.
     *
     * @param key as it was shown once
     * @param address where it comes from
     */
    public Optional<KeyRow> open(String key, String address) {
        Instant now = clock.instant();
        Optional<KeyRow> row = KeyText.id(key)
                .map(id -> recent.get().get(id))
                .filter(each -> each.opensWith(KeyText.digest(key), now));
        row.ifPresent(each -> noteUse(each.id(), address, now));
        return row;
    }

    private void noteUse(String id, String address, Instant now) {
        Instant last = noted.get(id);
        if (last != null && now.isBefore(last.plus(USE_IS_NOTED_EVERY))) {
            return;
        }
        noted.put(id, now);
        try {
            database.update("update hub.api_key set used_at = ?, used_from = ? where id = ?", now, address, id);
        } catch (SQLException away) {
            LOG.warn("that key {} was used could not be noted: {}", id, away.getMessage());
        }
    }

    List<KeyRow> list() throws SQLException {
        return database.select("select * from hub.api_key order by created_at desc, id", KeyRows::read);
    }

    Optional<KeyRow> find(String id) throws SQLException {
        return database.select("select * from hub.api_key where id = ?", KeyRows::read, id).stream()
                .findFirst();
    }

    void add(KeyRow key) throws SQLException {
        database.update(
                "insert into hub.api_key (id, name, role, read_only, customer_id, requests_per_minute, digest, created_at,"
                        + " created_by, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.id(),
                key.name(),
                key.role(),
                key.readOnly(),
                key.customerId(),
                key.requestsPerMinute(),
                key.digest(),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt());
        recent.forget();
    }

    boolean rotate(String id, byte[] digest, Instant oldUntil, Instant expiresAt) throws SQLException {
        int changed = database.update(
                "update hub.api_key set old_digest = digest, old_until = ?, digest = ?, rotated_at = ?, expires_at = ?"
                        + " where id = ? and revoked_at is null",
                oldUntil,
                digest,
                clock.instant(),
                expiresAt,
                id);
        recent.forget();
        return changed > 0;
    }

    void revoke(String id, String user) throws SQLException {
        database.update(
                "update hub.api_key set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null",
                clock.instant(),
                user,
                id);
        recent.forget();
    }

    private Map<String, KeyRow> all() throws SQLException {
        return list().stream().collect(Collectors.toMap(KeyRow::id, Function.identity()));
    }

    private static KeyRow read(ResultSet row) throws SQLException {
        byte[] old = row.getBytes("old_digest");
        Optional<Instant> until = Session.time(row, "old_until");
        return new KeyRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("role"),
                row.getBoolean("read_only"),
                row.getString("customer_id"),
                row.getInt("requests_per_minute"),
                row.getBytes("digest"),
                until.map(at -> new KeyRow.Old(old, at)),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("expires_at").toInstant(),
                Session.time(row, "rotated_at"),
                Session.time(row, "revoked_at"),
                Session.time(row, "used_at"),
                Optional.ofNullable(row.getString("used_from")));
    }
}
