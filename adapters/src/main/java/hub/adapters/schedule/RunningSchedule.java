package hub.adapters.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * One schedule in one hub: db-scheduler finds out which hub takes a run, keeps its heart beating and notices when it
 * stops. Each schedule has a scheduler of its own, so that a long run holds up no other and only hubs whose route runs
 * take part.
 */
final class RunningSchedule implements AutoCloseable {
    static final String TABLE = "hub.scheduled_tasks";
    /** Each schedule is one row of that table; its task bears the schedule's name. */
    static final String ROW = "clock";

    /** Rows of other schedules are no business of this one. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Timetable timetable;
    private final OccurrenceWork work;
    private final ScheduleSettings settings;
    private final Clock clock;
    private final Scheduler scheduler;

    RunningSchedule(
            Timetable timetable, OccurrenceWork work, DataSource database, ScheduleSettings settings, Clock clock) {
        this.timetable = timetable;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
        this.scheduler = scheduler(database);
    }

    private Scheduler scheduler(DataSource database) {
        SchedulerBuilder builder = new SchedulerBuilder(database, List.of(task())) {
            /** Counts real time, because the hub's clock may be moved. */
            @Override
            protected Waiter buildWaiter() {
                return new Waiter(settings.poll());
            }
        };
        return builder.clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed(settings.instance()))
                .tableName(TABLE)
                .serializer(new OccurrenceText())
                .threads(1)
                .housekeeperExecutor(Executors.newSingleThreadScheduledExecutor(
                        work -> new Thread(work, "schedule-" + timetable.name() + "-heartbeat")))
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(settings.missedHeartbeats())
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(settings.patience())
                .addSchedulerListener(new ScheduleWatch(timetable.name()))
                .build();
    }

    private CustomTask<Occurrence> task() {
        return Tasks.custom(timetable.name(), Occurrence.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(settings.retry())))
                .onDeadExecution((complete, operations) -> {
                    if (work.takeOver()) {
                        operations.reschedule(complete, clock.instant());
                    }
                })
                .execute((instance, context) -> {
                    OccurrenceWork.Next next = work.perform(instance.getData());
                    return (complete, operations) -> operations.reschedule(complete, next.at(), next.occurrence());
                });
    }

    void start() {
        Instant next = timetable.after(clock.instant());
        boolean known =
                !scheduler.scheduleIfNotExists(new TaskInstance<>(timetable.name(), ROW, Occurrence.at(next)), next);
        if (known) {
            adjust(next);
        }
        scheduler.start();
    }

    /** A timetable that changed begins anew; what was missed under one that did not is still to be done. */
    private void adjust(Instant next) {
        TaskInstanceId row = TaskInstanceId.of(timetable.name(), ROW);
        scheduler.getScheduledExecution(row).ifPresent(found -> {
            Occurrence planned = (Occurrence) found.getData();
            if (!timetable.has(planned.due())) {
                try {
                    scheduler.reschedule(row, next, Occurrence.at(next));
                } catch (TaskInstanceCurrentlyExecutingException running) {
                    // Whichever hub runs it goes on by its own timetable, and has the new one as soon as it reloads.
                }
            }
        });
    }

    void pause() {
        scheduler.pause();
    }

    void resume() {
        scheduler.resume();
    }

    /** Lets the run at work finish, as far as patience goes. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
