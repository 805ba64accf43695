package hub.adapters.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** The spans of time that products are summed up over. */
enum WindowSize {
    HOUR("1h", 1),
    SIX_HOURS("6h", 6),
    DAY("1d", 24);

    private final String code;
    private final int hours;

    WindowSize(String code, int hours) {
        this.code = code;
        this.hours = hours;
    }

    String code() {
        return code;
    }

    static WindowSize of(String code) {
        return Arrays.stream(values())
                .filter(size -> size.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("window: '" + code + "' is none of 1h, 6h, 1d"));
    }

    /** When the window begins that a time lies in; windows of a day begin at midnight of the zone. */
    long beginning(long time, ZoneId zone) {
        if (this == HOUR) {
            return PartKey.hourOf(time);
        }
        ZonedDateTime local = Instant.ofEpochMilli(time).atZone(zone);
        return at(local.toLocalDate(), local.getHour() / hours * hours, zone);
    }

    /** When the window that begins then ends; on a day when clocks change it is an hour shorter or longer. */
    long end(long beginning, ZoneId zone) {
        if (this == HOUR) {
            return beginning + PartKey.HOUR;
        }
        ZonedDateTime local = Instant.ofEpochMilli(beginning).atZone(zone);
        return at(local.toLocalDate(), local.getHour() / hours * hours + hours, zone);
    }

    private static long at(LocalDate day, int hour, ZoneId zone) {
        ZonedDateTime time = hour == 24
                ? day.plusDays(1).atStartOfDay(zone)
                : hour == 0 ? day.atStartOfDay(zone) : day.atTime(hour, 0).atZone(zone);
        return time.toInstant().toEpochMilli();
    }
}
