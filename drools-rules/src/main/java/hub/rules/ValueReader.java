package hub.rules;

import hub.message.AlarmClass;
import hub.message.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the single values that tables and YAML rules share, adding a plain problem for each that cannot be. */
final class ValueReader {
    private static final Pattern N_OF_M = Pattern.compile("(\\d{1,2})\\s*(?:of|/)\\s*(\\d{1,2})");
    private static final double MAX_SECONDS = 31 * 86_400.0;

    private final TableProblems problems;

    ValueReader(TableProblems problems) {
        this.problems = problems;
    }

    /** Whether a rule may be called so; it becomes the name of a Drools rule. */
    boolean isName(String place, String name) {
        boolean good = name.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
        if (!good) {
            problems.add(place, "the name '" + name + "' has quotes, backslashes or line breaks; leave them out");
        }
        return good;
    }

    OptionalDouble number(String place, String text) {
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value) && !text.matches(".*[a-zA-Z&&[^eE]].*")) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException notANumber) {
            // told below, together with numbers that Java reads but people do not write
        }
        problems.add(place, "'" + text + "' is not a number; write digits such as 80 or 11.5");
        return OptionalDouble.empty();
    }

    /** Seconds as milliseconds, 0 when the text is empty. */
    long seconds(String place, String text) {
        OptionalDouble seconds = number(place, text);
        if (seconds.isPresent() && (seconds.getAsDouble() < 0 || seconds.getAsDouble() > MAX_SECONDS)) {
            problems.add(place, "'" + text + "' seconds is out of range; write 0 to " + Words.number(MAX_SECONDS));
            return 0;
        }
        return Math.round(seconds.orElse(0) * 1000);
    }

    Optional<Severity> severity(String place, String text) {
        try {
            return Optional.of(Severity.valueOf(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            problems.add(
                    place,
                    (text.isEmpty() ? "the severity is missing" : "'" + text + "' is not a severity")
                            + "; write critical, high, medium, low or info");
            return Optional.empty();
        }
    }

    Optional<AlarmClass> alarmClass(String place, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AlarmClass.valueOf(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            problems.add(place, "'" + text + "' is not a class; write immediate, monitoring or informational");
            return Optional.empty();
        }
    }

    RuleRow.Dampening dampening(String secondsPlace, String seconds, String ratioPlace, String ratio) {
        long forMillis = seconds(secondsPlace, seconds);
        if (ratio.isEmpty()) {
            return new RuleRow.Dampening(forMillis, 0, 0);
        }
        Matcher matcher = N_OF_M.matcher(ratio);
        int hits = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int window = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (hits < 1 || hits > window || window > 64) {
            problems.add(
                    ratioPlace,
                    "'" + ratio + "' is not n of m; write how many of how many readings, such as 3 of 5 (at most 64)");
            return new RuleRow.Dampening(forMillis, 0, 0);
        }
        return new RuleRow.Dampening(forMillis, hits, window);
    }

    /** A date (its first moment, UTC) or an ISO date-time as epoch milliseconds. */
    long moment(String place, String text, long whenEmpty) {
        if (text.isEmpty()) {
            return whenEmpty;
        }
        try {
            Instant instant = text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return instant.toEpochMilli();
        } catch (DateTimeParseException notADate) {
            problems.add(
                    place, "'" + text + "' is not a date; write 2026-03-01 or with a time 2026-03-01T09:00:00+09:00");
            return whenEmpty;
        }
    }
}
