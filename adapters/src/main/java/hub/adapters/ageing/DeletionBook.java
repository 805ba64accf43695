package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps wishes for deletion and their receipts. */
final class DeletionBook {
    private final Database database;

    DeletionBook(Database database) {
        this.database = database;
    }

    void add(Deletion wish) throws SQLException {
        database.update(
                "insert into hub.deletion (id, kind, subject, devices, measured_until, reason, asked_by, asked_at, state,"
                        + " due_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)",
                wish.id(),
                wish.kind(),
                wish.subject(),
                wish.devices(),
                wish.until(),
                wish.reason(),
                wish.askedBy(),
                wish.askedAt(),
                wish.askedAt());
    }

    Optional<Deletion> find(String id) throws SQLException {
        return database.select("select * from hub.deletion where id = ?", DeletionBook::read, id).stream()
                .findFirst();
    }

    List<Deletion> newest(int most) throws SQLException {
        return database.select(
                "select * from hub.deletion order by asked_at desc, id desc limit ?", DeletionBook::read, most);
    }

    List<Deletion> due(Instant now) throws SQLException {
        return database.select(
                "select * from hub.deletion where due_at <= ? order by due_at, id", DeletionBook::read, now);
    }

    void started(String id, Instant now) throws SQLException {
        database.update(
                "update hub.deletion set state = 'running', problem = '', started_at = coalesce(started_at, ?) where id = ?",
                now,
                id);
    }

    /** What went in one step is added at once, so that a receipt after a crash tells no less than what was seen to go. */
    void count(String id, boolean late, Map<String, Long> gone) throws SQLException {
        String column = late ? "swept" : "counts";
        for (Map.Entry<String, Long> each : gone.entrySet()) {
            database.update(
                    "update hub.deletion set " + column + " = jsonb_set(" + column + ", array[?], to_jsonb(coalesce(("
                            + column + " ->> ?)::bigint, 0) + ?)) where id = ?",
                    each.getKey(),
                    each.getKey(),
                    each.getValue(),
                    id);
        }
    }

    void goneBy(String id, Instant time) throws SQLException {
        database.update("update hub.deletion set cold_gone_by = ? where id = ?", time, id);
    }

    void failed(String id, String state, String problem, Instant again) throws SQLException {
        database.update(
                "update hub.deletion set state = ?, problem = ?, due_at = cast(? as timestamptz) where id = ?",
                state,
                problem,
                again == null ? null : again.toString(),
                id);
    }

    /** Seals the receipt; one at a time, so that each names the one before it. */
    void done(Deletion deletion, Instant now, Instant sweepAt, Instant sweepUntil) throws SQLException {
        database.inTransaction(connection -> {
            Database.update(connection, "lock table hub.deletion in share row exclusive mode");
            String before = lastHash(connection);
            String hash = Receipts.hash(deletion.receipt(before, now));
            return Database.update(
                    connection,
                    "update hub.deletion set state = 'done', problem = '', ended_at = ?, receipt_hash = ?,"
                            + " previous_hash = ?, sweep_until = ?, due_at = ? where id = ?",
                    now,
                    hash,
                    before,
                    sweepUntil,
                    sweepAt,
                    deletion.id());
        });
    }

    private static String lastHash(Connection connection) throws SQLException {
        return Database.select(
                        connection,
                        "select receipt_hash from hub.deletion where receipt_hash <> '' order by ended_at desc, id desc"
                                + " limit 1",
                        row -> row.getString(1))
                .stream()
                .findFirst()
                .orElse("");
    }

    void sweepAgain(String id, Instant next) throws SQLException {
        database.update(
                "update hub.deletion set due_at = case when cast(? as timestamptz) < sweep_until"
                        + " then cast(? as timestamptz) end where id = ?",
                next.toString(),
                next.toString(),
                id);
    }

    private static Deletion read(ResultSet row) throws SQLException {
        Array devices = row.getArray("devices");
        return new Deletion(
                row.getString("id"),
                row.getString("kind"),
                row.getString("subject"),
                List.of((String[]) devices.getArray()),
                row.getTimestamp("measured_until").toInstant(),
                row.getString("reason"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                row.getString("state"),
                row.getString("problem"),
                Receipts.counts(row.getString("counts")),
                Receipts.counts(row.getString("swept")),
                time(row, "started_at"),
                time(row, "ended_at"),
                time(row, "sweep_until"),
                time(row, "cold_gone_by"),
                row.getString("receipt_hash"),
                row.getString("previous_hash"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
