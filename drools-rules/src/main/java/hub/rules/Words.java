package hub.rules;

import hub.message.AlarmState;
import hub.message.Severity;
import java.util.Locale;

/** Numbers, times and severities as people write them. */
final class Words {
    private Words() {}

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    static String value(Object value) {
        return value instanceof Number number ? number(number.doubleValue()) : String.valueOf(value);
    }

    static String duration(long millis) {
        return number(millis / 1000.0) + " s";
    }

    static String state(AlarmState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
