package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Legal holds: what they protect is deleted nowhere, neither by age nor by request, until they are released. */
public final class LegalHolds {
    private static final Set<String> KINDS = Set.of("device", "customer", "product", "everything");

    private final Database database;
    private final Subjects subjects;
    private final Clock clock;

    public LegalHolds(DataSource warm, Subjects subjects, Clock clock) {
        this.database = new Database(warm);
        this.subjects = subjects;
        this.clock = clock;
    }

    /** The holds in force now, with the devices they mean now. */
    Holds inForce() throws SQLException {
        List<LegalHold> holds = database.select(
                "select * from hub.legal_hold where released_at is null order by placed_at, id", LegalHolds::read);
        Map<String, Set<String>> devices = new HashMap<>();
        for (LegalHold hold : holds) {
            devices.put(hold.id(), devices(hold));
        }
        return new Holds(holds, devices);
    }

    private Set<String> devices(LegalHold hold) {
        return switch (hold.kind()) {
            case "device" -> Set.of(hold.subject());
            case "customer" -> subjects.ofCustomer(hold.subject());
            case "product" -> subjects.ofProduct(hold.subject());
            default -> Set.of();
        };
    }

    private static LegalHold read(ResultSet row) throws SQLException {
        Timestamp released = row.getTimestamp("released_at");
        return new LegalHold(
                row.getString("id"),
                row.getString("kind"),
                row.getString("subject"),
                Optional.ofNullable(row.getTimestamp("from_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("to_at")).map(Timestamp::toInstant),
                row.getString("reason"),
                row.getString("placed_by"),
                row.getTimestamp("placed_at").toInstant(),
                released == null
                        ? Optional.empty()
                        : Optional.of(new LegalHold.Release(
                                released.toInstant(), row.getString("released_by"), row.getString("release_reason"))));
    }

    /** All holds, newest first; released ones are their own record. */
    public Map<String, Object> list() throws SQLException {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "items",
                database.select(
                        "select * from hub.legal_hold order by placed_at desc, id",
                        row -> read(row).shape()));
        return page;
    }

    /**
     * Places a hold.
     *
     * @param body {@code kind}, {@code subject}, {@code reason}, perhaps {@code from} and {@code to}
     * @throws IllegalArgumentException when something is missing or cannot be read; the message names the field
     */
    public Map<String, Object> place(Map<String, Object> body, String user) throws SQLException {
        String kind = text(body, "kind");
        String subject = kind.equals("everything") ? "" : text(body, "subject");
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("kind: one of device, customer, product, everything");
        }
        Optional<Instant> from = time(body, "from");
        Optional<Instant> to = time(body, "to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException("to: must be later than from");
        }
        LegalHold hold = new LegalHold(
                "hold-" + UUID.randomUUID(),
                kind,
                subject,
                from,
                to,
                text(body, "reason"),
                user,
                clock.instant(),
                Optional.empty());
        database.update(
                "insert into hub.legal_hold (id, kind, subject, from_at, to_at, reason, placed_by, placed_at)"
                        + " values (?, ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?, ?, ?)",
                hold.id(),
                kind,
                subject,
                from.map(Instant::toString).orElse(null),
                to.map(Instant::toString).orElse(null),
                hold.reason(),
                user,
                hold.placedAt());
        return hold.shape();
    }

    /**
     * Releases a hold; releasing it again changes nothing.
     *
     * @throws NoSuchElementException when there is none of that id
     */
    public Map<String, Object> release(String id, String reason, String user) throws SQLException {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("reason: say why the hold is released, ?reason=...");
        }
        database.update(
                "update hub.legal_hold set released_at = ?, released_by = ?, release_reason = ?"
                        + " where id = ? and released_at is null",
                clock.instant(),
                user,
                reason,
                id);
        return database.select("select * from hub.legal_hold where id = ?", LegalHolds::read, id).stream()
                .findFirst()
                .map(LegalHold::shape)
                .orElseThrow(() -> new NoSuchElementException("there is no legal hold '" + id + "'"));
    }

    static String text(Map<String, Object> body, String field) {
        Object value = body == null ? null : body.get(field);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException(field + ": is missing; say which");
        }
        return value.toString().strip();
    }

    private static Optional<Instant> time(Map<String, Object> body, String field) {
        Object value = body.get(field);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(value.toString()).toInstant());
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    field + ": '" + value + "' is not a time; write it like 2026-01-31T08:00:00.000Z", problem);
        }
    }
}
