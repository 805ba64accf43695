package hub.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** The global that the rows of a decision table speak to when their conditions are met. */
public final class Answers {
    private final Map<String, Map<String, String>> byRow = new LinkedHashMap<>();

    /**
     * Called by Drools: the row of that name is met.
     *
     * @param row the row's name
     * @param answer the column
     * @param value its cell
     */
    public void say(String row, String answer, String value) {
        byRow.computeIfAbsent(row, name -> new LinkedHashMap<>()).put(answer, value);
    }

    Map<String, Map<String, String>> byRow() {
        return byRow;
    }
}
