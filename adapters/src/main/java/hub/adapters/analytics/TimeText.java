package hub.adapters.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Times and days as the API writes them. */
final class TimeText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private TimeText() {}

    static String of(long time) {
        return TIME.format(Instant.ofEpochMilli(time));
    }

    static Instant instant(String field, Object text) {
        try {
            return OffsetDateTime.parse(String.valueOf(text).strip()).toInstant();
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    field + ": '" + text + "' is not a time; write it like 2026-01-31T08:00:00.000Z", problem);
        }
    }

    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    field + ": '" + text + "' is not a day; write it like 2026-01-31", problem);
        }
    }
}
