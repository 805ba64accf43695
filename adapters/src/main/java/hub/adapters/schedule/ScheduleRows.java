package hub.adapters.schedule;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Timetables and runs as rows, so that every hub and every person sees the same. */
final class ScheduleRows {
    private static final Duration KEPT = Duration.ofDays(60);
    private static final int LONGEST_ERROR = 2_000;

    private final Database database;
    private final String instance;
    private final Clock clock;

    ScheduleRows(Database database, String instance, Clock clock) {
        this.database = database;
        this.instance = instance;
        this.clock = clock;
    }

    /** Makes the timetable known to people. */
    void tell(Timetable timetable) {
        update(
                "insert into hub.schedule (name, cron, zone, catch_up, route) values (?, ?, ?, ?, ?)"
                        + " on conflict (name) do update set cron = excluded.cron, zone = excluded.zone,"
                        + " catch_up = excluded.catch_up, route = excluded.route",
                timetable.name(),
                timetable.cron(),
                timetable.zone(),
                timetable.catchUp().toString(),
                timetable.route());
    }

    /** Whether the run of that time in the timetable was done. */
    boolean done(String name, Instant due) {
        try {
            return !database.select(
                            "select 1 from hub.schedule_run"
                                    + " where name = ? and due = ? and outcome = 'done' and asked_by = ''",
                            row -> true,
                            name,
                            due)
                    .isEmpty();
        } catch (SQLException problem) {
            throw unavailable(problem);
        }
    }

    ScheduleRun begin(String name, Instant due, String askedBy, int attempt) {
        try {
            long id = database.select(
                            "insert into hub.schedule_run (name, due, started_at, instance, asked_by, attempt)"
                                    + " values (?, ?, ?, ?, ?, ?) returning id",
                            row -> row.getLong(1),
                            name,
                            due,
                            clock.instant(),
                            instance,
                            askedBy,
                            attempt)
                    .get(0);
            return new ScheduleRun(id, due, this);
        } catch (SQLException problem) {
            throw unavailable(problem);
        }
    }

    void progress(long id, String text) {
        update("update hub.schedule_run set progress = ? where id = ?", text, id);
    }

    void done(String name, ScheduleRun run) {
        end(run, "done", "");
        update(
                "delete from hub.schedule_run where name = ? and started_at < ?",
                name,
                clock.instant().minus(KEPT));
    }

    void failed(ScheduleRun run, String error) {
        end(run, "failed", error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error);
    }

    /** The runs of a schedule whose hub is gone. */
    void lost(String name) {
        update(
                "update hub.schedule_run set outcome = 'lost', ended_at = ?, error = 'its hub was gone; ' || ? || ' took over'"
                        + " where name = ? and outcome = 'running'",
                clock.instant(),
                instance,
                name);
    }

    private void end(ScheduleRun run, String outcome, String error) {
        update(
                "update hub.schedule_run set outcome = ?, ended_at = ?, error = ? where id = ?",
                outcome,
                clock.instant(),
                error,
                run.id());
    }

    private void update(String sql, Object... values) {
        try {
            database.update(sql, values);
        } catch (SQLException problem) {
            throw unavailable(problem);
        }
    }

    private static IllegalStateException unavailable(SQLException problem) {
        return new IllegalStateException("schedules cannot be kept: " + problem.getMessage(), problem);
    }
}
