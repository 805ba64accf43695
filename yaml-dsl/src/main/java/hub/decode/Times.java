package hub.decode;

import hub.product.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Reads times as devices write them: epoch seconds, milliseconds, microseconds or nanoseconds, or ISO 8601. */
final class Times {

    /** Not a time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long MILLIS_BELOW = SECONDS_BELOW * 1000;
    private static final long MICROS_BELOW = MILLIS_BELOW * 1000;

    private Times() {}

    /** Epoch milliseconds of whatever was sent, or {@link #NONE} when it is no time. */
    static long epochMillis(Object sent, TimeText text) {
        if (sent instanceof Long whole) {
            return ofNumber(whole);
        }
        if (sent instanceof Number number) {
            return ofFraction(number.doubleValue());
        }
        return sent instanceof String written ? ofText(written.strip(), text) : NONE;
    }

    /** Tells the unit by the size: below 1e11 seconds (year 5138), then milliseconds, microseconds, nanoseconds. */
    static long ofNumber(long number) {
        long size = Math.abs(number);
        if (size < SECONDS_BELOW && size >= 0) {
            return number * 1000;
        }
        if (size < MILLIS_BELOW && size >= 0) {
            return number;
        }
        return size < MICROS_BELOW && size >= 0 ? number / 1000 : number / 1_000_000;
    }

    private static long ofFraction(double number) {
        if (!Double.isFinite(number) || Math.abs(number) > Long.MAX_VALUE) {
            return NONE;
        }
        return Math.abs(number) < SECONDS_BELOW ? Math.round(number * 1000) : ofNumber((long) number);
    }

    private static long ofText(String written, TimeText text) {
        try {
            if (text.pattern().isPresent()) {
                return ofPattern(written, text);
            }
            if (isDigits(written)) {
                return ofNumber(Long.parseLong(written));
            }
            String iso = written.indexOf(' ') == 10 ? written.replaceFirst(" ", "T") : written;
            if (iso.endsWith("Z")) {
                return Instant.parse(iso).toEpochMilli();
            }
            boolean hasOffset = iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 10;
            return hasOffset
                    ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
                    : LocalDateTime.parse(iso).atZone(text.zone()).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return NONE;
        }
    }

    private static long ofPattern(String written, TimeText text) {
        TemporalAccessor parsed = text.pattern().orElseThrow().parse(written);
        if (parsed.query(TemporalQueries.zone()) != null) {
            return Instant.from(parsed).toEpochMilli();
        }
        return LocalDateTime.from(parsed).atZone(text.zone()).toInstant().toEpochMilli();
    }

    private static boolean isDigits(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }
}
