package hub.adapters.rules;

import hub.adapters.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of a version with the one in force on stored readings.
 *
 * @param against the version it is compared with
 * @param product only this product's devices, empty for those the table is for
 * @param devices only these, empty for all
 * @param state {@code waiting}, {@code running}, {@code done}, {@code cancelled} or {@code failed}
 * @param result JSON, once it is done
 */
public record Backtest(
        long id,
        String table,
        int version,
        int against,
        Instant from,
        Instant until,
        String product,
        List<String> devices,
        String state,
        String askedBy,
        Instant askedAt,
        Optional<Instant> endedAt,
        int deviceCount,
        int devicesDone,
        long readings,
        Optional<String> result,
        String error) {

    static Backtest read(ResultSet row) throws SQLException {
        return new Backtest(
                row.getLong("id"),
                row.getString("table_name"),
                row.getInt("version"),
                row.getInt("against"),
                row.getTimestamp("from_time").toInstant(),
                row.getTimestamp("until_time").toInstant(),
                row.getString("product_id"),
                List.of((String[]) row.getArray("devices").getArray()),
                row.getString("state"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Session.time(row, "ended_at"),
                row.getInt("device_count"),
                row.getInt("devices_done"),
                row.getLong("readings"),
                Optional.ofNullable(row.getString("result")),
                row.getString("error"));
    }
}
