package hub.message;

import java.time.Duration;
import java.util.List;

/**
 * One step by which an alarm reaches more people.
 *
 * @param name the row's name, which with the alarm names the step
 * @param moment from which moment the delay counts and while what is true it is taken: {@code raised}, {@code
 *     unacknowledged}, {@code unresolved}, {@code not-recovered} or {@code over}
 * @param after the delay
 * @param repeat the time between repetitions
 * @param times how often it is taken at most
 * @param hours the hours of the day in which it is taken, such as {@code 8-18}; empty for all
 * @param dispatch whether a technician is sent rather than somebody told
 * @param targets whom it tells
 * @param channels how; empty leaves it to the targets' own
 * @param level how high it escalates
 * @param reason the table, version, cell and name of the row
 */
public record EscalationStep(
        String name,
        String moment,
        Duration after,
        Duration repeat,
        int times,
        String hours,
        boolean dispatch,
        List<String> targets,
        List<String> channels,
        int level,
        String reason) {}
