package hub.message;

import java.util.Map;

/**
 * Why an alarm was raised, in terms that the analyst who wrote the row can find again.
 *
 * @param table the table file's name
 * @param version the version (content hash) of the table in force
 * @param row the row's number in the sheet, from 1
 * @param cell the cell of the rule's name, such as {@code A7}
 * @param values the metric values that met the row
 * @param text one sentence for people
 */
public record AlarmExplanation(
        String table, String version, int row, String cell, Map<String, Object> values, String text) {}
