package hub.adapters.notice;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When a member of a team is on call.
 *
 * @param contact the member's contact id
 * @param days the days on which a duty begins
 * @param from local time of the team's zone
 * @param to the end; not after {@code from} means on the next day
 */
record Duty(String contact, Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    boolean covers(ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        DayOfWeek today = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
        }
        boolean evening = days.contains(today) && !time.isBefore(from);
        boolean morning = days.contains(today.minus(1)) && time.isBefore(to);
        return evening || morning;
    }
}
