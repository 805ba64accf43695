package hub.adapters.schedule;

import hub.adapters.Database;
import java.time.Clock;
import javax.sql.DataSource;

/** What the routes' schedules share: the database that decides which hub does a run, and this hub's name in it. */
public final class Schedules {
    private final DataSource database;
    private final ScheduleSettings settings;
    private final Clock clock;
    private final ScheduleRows rows;

    /** @param database the warm store with schema {@code hub} */
    public Schedules(DataSource database, ScheduleSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.rows = new ScheduleRows(new Database(database), settings.instance(), clock);
    }

    /** Takes part in a schedule until it is closed. */
    RunningSchedule start(Timetable timetable, OccurrenceWork.Task task) {
        rows.tell(timetable);
        OccurrenceWork work = new OccurrenceWork(timetable, rows, task, settings.retry(), clock);
        RunningSchedule running = new RunningSchedule(timetable, work, database, settings, clock);
        running.start();
        return running;
    }
}
