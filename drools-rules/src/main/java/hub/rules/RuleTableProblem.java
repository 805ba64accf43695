package hub.rules;

/**
 * One thing that keeps a table from coming into force, told so that its author can mend it.
 *
 * @param table the table's file name
 * @param place the sheet and cell, such as {@code alarms!C7}, or the line and field of a YAML rule; empty for the whole table
 * @param message what is wrong, with the value, and what to do
 */
public record RuleTableProblem(String table, String place, String message) {

    @Override
    public String toString() {
        return place.isEmpty() ? table + ": " + message : table + " " + place + ": " + message;
    }
}
