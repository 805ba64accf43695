package hub.adapters.response;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Hours of the day written from-to, such as {@code 8-18}, or {@code 22-6} over midnight; empty is the whole day. */
record DayHours(String text) {

    boolean isEmpty() {
        return text == null || text.isBlank();
    }

    boolean covers(Instant at, ZoneId zone) {
        if (isEmpty()) {
            return true;
        }
        int hour = at.atZone(zone).getHour();
        return first() <= last() ? hour >= first() && hour < last() : hour >= first() || hour < last();
    }

    /** When they begin next. */
    Instant nextBegin(Instant at, ZoneId zone) {
        return next(at, zone, first());
    }

    /** When they end next. */
    Instant nextEnd(Instant at, ZoneId zone) {
        return next(at, zone, last());
    }

    private static Instant next(Instant at, ZoneId zone, int hour) {
        ZonedDateTime day = at.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        ZonedDateTime time = day.plusHours(hour);
        return (time.toInstant().isAfter(at) ? time : time.plusDays(1)).toInstant();
    }

    private int first() {
        return Integer.parseInt(text.strip().split("-")[0].strip());
    }

    private int last() {
        return Integer.parseInt(text.strip().split("-")[1].strip());
    }
}
