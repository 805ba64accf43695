package hub.adapters.schedule;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When a schedule is due, as its route says it. */
record Timetable(String name, String cron, String zone, CatchUp catchUp, String route, CronSchedule times) {

    /**
     * Reads a route's parameters.
     *
     * @param cron six fields as in Spring: second minute hour day month weekday
     * @throws IllegalArgumentException naming the parameter and what to write
     */
    static Timetable of(String name, String cron, String zone, String catchUp, String route) {
        CatchUp how = CatchUp.of(catchUp);
        try {
            return new Timetable(name, cron, zone, how, route, new CronSchedule(cron, ZoneId.of(zone)));
        } catch (DateTimeException problem) {
            throw new IllegalArgumentException(
                    "zone '" + zone + "' is unknown; write a name such as Asia/Seoul or UTC", problem);
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(
                    "cron '" + cron + "' cannot be read: " + problem.getMessage()
                            + "; write six fields, second minute hour day month weekday, such as 0 10 0 * * *",
                    problem);
        }
    }

    /** The first time after that one. */
    Instant after(Instant time) {
        return times.getNextExecutionTime(ExecutionComplete.simulatedSuccess(time));
    }

    /** Whether the timetable names this very time. */
    boolean has(Instant time) {
        return after(time.minusSeconds(1)).equals(time);
    }

    /** The last time from {@code due} on that is not after {@code now}. */
    Instant latest(Instant due, Instant now) {
        Instant latest = due;
        Duration back = Duration.ofMinutes(1);
        while (now.minus(back).isAfter(due)) {
            Instant found = after(now.minus(back));
            if (!found.isAfter(now)) {
                latest = found;
                break;
            }
            back = back.multipliedBy(4);
        }
        for (Instant next = after(latest); !next.isAfter(now); next = after(next)) {
            latest = next;
        }
        return latest;
    }
}
