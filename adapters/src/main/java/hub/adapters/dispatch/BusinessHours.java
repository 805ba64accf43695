package hub.adapters.dispatch;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * The company's hours: the only ones that count towards a deadline.
 *
 * @param zone where the company works
 * @param opens on each working day
 * @param closes on the same day
 * @param days the working days
 * @param holidays working days on which nobody works
 */
public record BusinessHours(
        ZoneId zone, LocalTime opens, LocalTime closes, Set<DayOfWeek> days, Set<LocalDate> holidays) {

    private static final int MOST_DAYS = 3660;

    /** Refuses hours in which no deadline would ever come. */
    public BusinessHours {
        if (!opens.isBefore(closes) || days.isEmpty()) {
            throw new IllegalArgumentException("the company must open before it closes, on one day at least: " + opens
                    + " to " + closes + ", " + days);
        }
    }

    /** The moment when so much working time has passed since another moment. */
    Instant after(Instant from, Duration working) {
        ZonedDateTime at = from.atZone(zone);
        Duration left = working;
        for (int day = 0; day < MOST_DAYS; day++) {
            LocalDate date = at.toLocalDate();
            ZonedDateTime open = date.atTime(opens).atZone(zone);
            ZonedDateTime close = date.atTime(closes).atZone(zone);
            ZonedDateTime begin = at.isBefore(open) ? open : at;
            if (isWorkingDay(date) && begin.isBefore(close)) {
                Duration today = Duration.between(begin, close);
                if (left.compareTo(today) <= 0) {
                    return begin.plus(left).toInstant();
                }
                left = left.minus(today);
            }
            at = date.plusDays(1).atStartOfDay(zone);
        }
        throw new IllegalStateException("no working day within ten years; see hub.dispatch.holidays");
    }

    private boolean isWorkingDay(LocalDate date) {
        return days.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }
}
