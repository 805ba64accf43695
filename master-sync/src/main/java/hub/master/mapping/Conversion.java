package hub.master.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How a legacy value is written anew.
 *
 * @param kind what it becomes
 * @param truths what counts as true
 * @param format how a timestamp is written; empty for ISO 8601
 * @param zone of timestamps that have none
 */
record Conversion(Kind kind, List<String> truths, String format, ZoneId zone) {

    static final Conversion NONE = new Conversion(Kind.TEXT, List.of(), "", ZoneId.of("UTC"));

    private static final Set<String> TRUE = Set.of("true", "t", "1", "y", "yes", "j", "ja");
    private static final Set<String> FALSE = Set.of("false", "f", "0", "n", "no", "nein", "");

    /** What there is. */
    enum Kind {
        TEXT,
        TRIM,
        UPPER,
        LOWER,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        TIMESTAMP,
        EPOCH_SECONDS,
        EPOCH_MILLIS
    }

    /** The value as the hub writes it; times are ISO 8601 in UTC. */
    String apply(String value) {
        try {
            return switch (kind) {
                case TEXT -> value;
                case TRIM -> value.strip();
                case UPPER -> value.strip().toUpperCase(Locale.ROOT);
                case LOWER -> value.strip().toLowerCase(Locale.ROOT);
                case INTEGER ->
                    new BigDecimal(value.strip()).toBigIntegerExact().toString();
                case DECIMAL ->
                    new BigDecimal(value.strip()).stripTrailingZeros().toPlainString();
                case BOOLEAN -> truth(value.strip());
                case TIMESTAMP -> time(value.strip()).toString();
                case EPOCH_SECONDS ->
                    Instant.ofEpochSecond(Long.parseLong(value.strip())).toString();
                case EPOCH_MILLIS ->
                    Instant.ofEpochMilli(Long.parseLong(value.strip())).toString();
            };
        } catch (NumberFormatException | ArithmeticException wrong) {
            throw new RowProblem("'" + value + "' is not " + article());
        } catch (DateTimeException wrong) {
            throw new RowProblem("'" + value + "' is not a timestamp"
                    + (format.isEmpty() ? "; say how it is written with 'format'" : " written as " + format));
        }
    }

    private String article() {
        return kind == Kind.INTEGER ? "an integer" : kind == Kind.DECIMAL ? "a number" : "an epoch time";
    }

    private String truth(String value) {
        if (!truths.isEmpty()) {
            return String.valueOf(truths.contains(value));
        }
        String word = value.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return "true";
        }
        if (FALSE.contains(word)) {
            return "false";
        }
        throw new RowProblem("'" + value + "' is neither true nor false; list what counts as true with 'true'");
    }

    private Instant time(String value) {
        if (!format.isEmpty()) {
            return LocalDateTime.parse(value, formatter()).atZone(zone).toInstant();
        }
        String iso = value.replace(' ', 'T');
        if (iso.length() == 10) {
            return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
        }
        if (iso.length() < 10) {
            throw new DateTimeException("too short");
        }
        if (iso.endsWith("Z") || iso.substring(10).matches(".*[+-]\\d\\d(:?\\d\\d)?$")) {
            return OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)$", "$1:00"))
                    .toInstant();
        }
        return LocalDateTime.parse(iso).atZone(zone).toInstant();
    }

    private DateTimeFormatter formatter() {
        return new DateTimeFormatterBuilder()
                .appendPattern(format)
                .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.ROOT);
    }
}
