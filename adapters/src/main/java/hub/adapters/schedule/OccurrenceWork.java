package hub.adapters.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is due and says what comes next. */
final class OccurrenceWork {
    private static final Logger LOG = LoggerFactory.getLogger(OccurrenceWork.class);
    private static final int MOST_DOUBLINGS = 6;

    private final Timetable timetable;
    private final ScheduleRows rows;
    private final Task task;
    private final Duration retry;
    private final Clock clock;
    private volatile boolean running;

    /** What the route does with one run. */
    interface Task {
        void run(ScheduleRun run) throws Exception;
    }

    /** What comes next, and when it is looked at. */
    record Next(Instant at, Occurrence occurrence) {

        private static Next on(Occurrence occurrence) {
            return new Next(occurrence.due(), occurrence);
        }
    }

    OccurrenceWork(Timetable timetable, ScheduleRows rows, Task task, Duration retry, Clock clock) {
        this.timetable = timetable;
        this.rows = rows;
        this.task = task;
        this.retry = retry;
        this.clock = clock;
    }

    Next perform(Occurrence planned) {
        running = true;
        try {
            if (planned.asked()) {
                attempt(planned.askedFor(), planned.askedBy(), 1);
                return Next.on(planned.answered());
            }
            Instant now = clock.instant();
            return timetable
                    .catchUp()
                    .choose(planned.due(), now, timetable)
                    .map(due -> perform(due, due.equals(planned.due()) ? planned : Occurrence.at(due)))
                    .orElseGet(() -> Next.on(Occurrence.at(timetable.after(now))));
        } finally {
            running = false;
        }
    }

    private Next perform(Instant due, Occurrence planned) {
        Next following = Next.on(Occurrence.at(timetable.after(due)));
        if (rows.done(timetable.name(), due)
                || attempt(due, "", planned.failures() + 1).isEmpty()) {
            return following;
        }
        Instant again = clock.instant().plus(retry.multipliedBy(1L << Math.min(planned.failures(), MOST_DOUBLINGS)));
        boolean overtaken =
                timetable.catchUp() != CatchUp.ALL && !following.at().isAfter(again);
        return overtaken ? following : new Next(again, planned.failed());
    }

    /** Why the run failed, if it did. */
    private Optional<String> attempt(Instant due, String askedBy, int attempt) {
        ScheduleRun run = rows.begin(timetable.name(), due, askedBy, attempt);
        try {
            task.run(run);
        } catch (Exception | LinkageError problem) {
            LOG.warn("{} failed for {}: {}", timetable.name(), due, problem.toString());
            rows.failed(run, problem.toString());
            return Optional.of(problem.toString());
        }
        rows.done(timetable.name(), run);
        return Optional.empty();
    }

    /** Whether a run that shows no life may be done anew; not when this very hub is at it. */
    boolean takeOver() {
        if (running) {
            return false;
        }
        LOG.warn("the hub that ran {} is gone; another takes over", timetable.name());
        rows.lost(timetable.name());
        return true;
    }
}
