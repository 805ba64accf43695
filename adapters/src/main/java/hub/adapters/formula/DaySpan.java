package hub.adapters.formula;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Days from one to another, both included. */
record DaySpan(LocalDate from, LocalDate to) {

    /**
     * Reads {@code from} and {@code to}.
     *
     * @throws IllegalArgumentException naming the field and what to write
     */
    static DaySpan of(Object from, Object to, long mostDays) {
        DaySpan span = new DaySpan(day("from", from), day("to", to));
        long days = ChronoUnit.DAYS.between(span.from, span.to) + 1;
        if (days < 1) {
            throw new IllegalArgumentException("to: " + span.to + " lies before from " + span.from);
        }
        if (days > mostDays) {
            throw new IllegalArgumentException("from, to: " + days + " days; at most " + mostDays + " at once");
        }
        return span;
    }

    static DaySpan of(Map<String, Object> body, long mostDays) {
        Map<String, Object> fields = body == null ? Map.of() : body;
        return of(fields.get("from"), fields.get("to"), mostDays);
    }

    private static LocalDate day(String name, Object value) {
        try {
            return LocalDate.parse(String.valueOf(value));
        } catch (DateTimeParseException problem) {
            throw new IllegalArgumentException(
                    name + ": " + (value == null ? "is missing" : "'" + value + "' is no day")
                            + "; write one such as 2026-11-21",
                    problem);
        }
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }
}
