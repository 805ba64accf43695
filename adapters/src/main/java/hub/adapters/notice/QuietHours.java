package hub.adapters.notice;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The hours in which a contact is left alone.
 *
 * @param from local time of the zone
 * @param to the end; before {@code from} means on the next day, equal means there are none
 * @param zone where the contact lives
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    /** The time itself, or the end of the quiet hours it falls into. */
    Instant endAt(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        LocalTime clock = local.toLocalTime();
        boolean within = from.isBefore(to)
                ? !clock.isBefore(from) && clock.isBefore(to)
                : from.isAfter(to) && (!clock.isBefore(from) || clock.isBefore(to));
        if (!within) {
            return time;
        }
        ZonedDateTime end = local.with(to);
        return (end.isAfter(local) ? end : local.plusDays(1).with(to)).toInstant();
    }
}
