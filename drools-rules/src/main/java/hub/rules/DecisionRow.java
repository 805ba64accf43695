package hub.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of a decision table that is met.
 *
 * @param table the table's file name
 * @param version the table's version in force
 * @param cell where the row's name stands
 * @param name the row's name
 * @param answers its filled answer cells by column
 */
public record DecisionRow(String table, String version, String cell, String name, Map<String, String> answers) {

    /** The answer as written, empty when the cell is. */
    public String text(String answer) {
        return answers.getOrDefault(answer, "");
    }

    /** The answer as a number. */
    public double number(String answer, double otherwise) {
        return text(answer).isEmpty() ? otherwise : Double.parseDouble(text(answer));
    }

    /** Where the decision stands, so that its author finds it again. */
    public String reason() {
        return table + " " + version + " " + cell + " " + name;
    }

    /** The words of an answer, separated by commas or semicolons. */
    public List<String> words(String answer) {
        return Arrays.stream(text(answer).split("[;,]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The {@code name=value} pairs of an answer. */
    public Map<String, Object> pairs(String answer) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (String pair : words(answer)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        PlainValue.of(pair.substring(equals + 1).strip()));
            }
        }
        return pairs;
    }
}
