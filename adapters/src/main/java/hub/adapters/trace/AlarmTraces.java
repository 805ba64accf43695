package hub.adapters.trace;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Remembers which trace raised an alarm, because what the hub does about it comes later and perhaps from another hub. */
public final class AlarmTraces {

    private static final Duration KEPT = Duration.ofDays(7);

    private final Database database;
    private final Clock clock;

    /** @param source the warm store with schema {@code hub} */
    public AlarmTraces(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    /** Remembers the first trace of an alarm, and forgets those of a week ago. */
    public void keep(String alarmId, String traceId) throws SQLException {
        database.update(
                "delete from hub.alarm_trace where at < ?", clock.instant().minus(KEPT));
        database.update(
                "insert into hub.alarm_trace (alarm_id, trace_id, at) values (?, ?, ?) on conflict (alarm_id) do nothing",
                alarmId,
                traceId,
                clock.instant());
    }

    /** The trace that raised an alarm, if it was one of those that are sent. */
    public Optional<String> of(String alarmId) throws SQLException {
        return database
                .select("select trace_id from hub.alarm_trace where alarm_id = ?", row -> row.getString(1), alarmId)
                .stream()
                .findFirst();
    }
}
