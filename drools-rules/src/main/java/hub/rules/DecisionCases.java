package hub.rules;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plays the cases beside a decision table: a line gives the facts; {@code expect} names the rows that are met from the top,
 * and a column {@code expect action} what they answer there, separated by semicolons.
 */
final class DecisionCases {
    private static final String EXPECT = "expect";

    private final DecisionTable table;
    private final String file;
    private final TableProblems problems;

    DecisionCases(DecisionTable table, String file) {
        this.table = table;
        this.file = file;
        this.problems = new TableProblems(file);
    }

    List<CaseResult> run(String text) {
        List<CaseResult> results = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder()
                .allowMissingFields(true)
                .ofNamedCsvRecord(SheetReader.text(text.getBytes(StandardCharsets.UTF_8)))) {
            lines.forEach(line -> results.add(play(line)));
        } catch (IOException | RuntimeException broken) {
            problems.add("", "the cases cannot be read (" + broken.getMessage() + "); save them as CSV UTF-8");
        }
        problems.refuseIfAny();
        return results;
    }

    private CaseResult play(NamedCsvRecord line) {
        Map<String, Object> facts = new HashMap<>();
        Map<String, String> expected = new HashMap<>();
        line.getFieldsAsMap().forEach((heading, cell) -> {
            String name = heading.strip();
            if (name.equals(EXPECT) || name.startsWith(EXPECT + " ")) {
                expected.put(name, cell.strip());
            } else if (!name.equals("case") && !cell.isBlank()) {
                fact(line, name, cell.strip(), facts);
            }
        });
        List<DecisionRow> rows = table.decide(new Question(facts));
        String message = expected.entrySet().stream()
                .map(wanted -> difference(wanted.getKey(), wanted.getValue(), rows))
                .filter(difference -> !difference.isEmpty())
                .collect(Collectors.joining("; "));
        String place = file + ", line " + line.getStartingLineNumber();
        return new CaseResult(line.getFieldsAsMap().getOrDefault("case", ""), place, message.isEmpty(), message);
    }

    private void fact(NamedCsvRecord line, String name, String value, Map<String, Object> facts) {
        if (table.kind().facts().containsKey(name)) {
            facts.put(name, value);
        } else {
            problems.add(
                    "line " + line.getStartingLineNumber(),
                    "'" + name + "' is no fact of these tables; use one of "
                            + table.kind().facts().keySet().stream().sorted().toList());
        }
    }

    private static String difference(String column, String expected, List<DecisionRow> rows) {
        String actual = rows.stream()
                .map(row -> column.equals(EXPECT) ? row.name() : row.text(column.substring(EXPECT.length() + 1)))
                .collect(Collectors.joining("; "));
        return actual.equals(expected) ? "" : column + ": expected '" + expected + "' but came '" + actual + "'";
    }
}
