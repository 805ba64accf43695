package hub.rules;

import hub.message.AlarmClass;
import hub.message.Severity;
import java.util.List;
import java.util.Map;

/**
 * One row or YAML rule in force: all that the life of its alarms needs besides the condition, which Drools decides.
 *
 * @param table the table's file name
 * @param version the table's version
 * @param number the row in the sheet or the line in the file, from 1
 * @param cell the cell of the rule's name, or the line
 * @param name the rule's name, unique within its table
 * @param product the product it is for, or empty for every product
 * @param alarm the identity of its alarms: the name of the row they belong to, normally its own
 * @param metric the metric whose readings it judges
 * @param needs all metrics a reading must carry for the rule to say anything
 * @param memory which past the conditions look at
 * @param severity how bad
 * @param alarmClass what it asks of people
 * @param dampening how long or how often the condition must be met
 * @param clearing when the alarm ends
 * @param action the automatic action, or empty
 * @param parameters of the action
 * @param since epoch milliseconds from which it is in force, 0 for always
 * @param until epoch milliseconds at which it ends, {@link Long#MAX_VALUE} for never
 * @param condition the condition in words
 * @param why the analyst's remark, or empty
 */
record RuleRow(
        String table,
        String version,
        int number,
        String cell,
        String name,
        String product,
        String alarm,
        String metric,
        List<String> needs,
        Memory memory,
        Severity severity,
        AlarmClass alarmClass,
        Dampening dampening,
        Clearing clearing,
        String action,
        Map<String, Object> parameters,
        long since,
        long until,
        String condition,
        String why) {

    /** Which past of its metric a rule looks at. */
    record Memory(boolean previous, boolean slope) {
        static final Memory NONE = new Memory(false, false);
    }

    /**
     * How long or how often the condition must be met before the alarm is raised.
     *
     * @param forMillis held without a break for that long, 0 for at once
     * @param hits that many ...
     * @param window ... of that many readings in a row, 0 for no such demand; at most 64
     */
    record Dampening(long forMillis, int hits, int window) {
        static final Dampening NONE = new Dampening(0, 0, 0);

        boolean isNone() {
            return forMillis == 0 && window == 0;
        }
    }

    boolean appliesTo(String deviceProduct) {
        return product.isEmpty() || product.equals(deviceProduct);
    }

    boolean inForceAt(long millis) {
        return millis >= since && millis < until;
    }

    /** What C17 asks of people at a severity, unless the row says otherwise. */
    static AlarmClass classOf(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> AlarmClass.IMMEDIATE;
            case MEDIUM -> AlarmClass.MONITORING;
            case LOW, INFO -> AlarmClass.INFORMATIONAL;
        };
    }
}
