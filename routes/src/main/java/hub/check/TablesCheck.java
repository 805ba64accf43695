package hub.check;

import hub.rules.CaseResult;
import hub.rules.RuleCases;
import hub.rules.RuleTable;
import hub.rules.RuleTableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rule tables and the cases beside them. */
final class TablesCheck implements CheckPart {

    private static final Pattern LINE = Pattern.compile("(?:line |:)(\\d+)");

    private static final String NO_CASES = "case,at,expect\n";

    private final Path folder;
    private final List<FileProblem> problems = new ArrayList<>();
    private int cases;

    TablesCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public Result run() {
        List<Path> tables = new TextFiles(folder)
                .named("").stream()
                        .filter(file -> RuleTable.isTable(file.getFileName().toString()))
                        .toList();
        tables.forEach(this::check);
        return new Result(tables.size(), cases, problems);
    }

    private void check(Path file) {
        try {
            RuleTable table = RuleTable.of(file.getFileName().toString(), Files.readAllBytes(file));
            Path beside = file.resolveSibling(table.casesName());
            boolean hasCases = Files.exists(beside);
            String text = hasCases ? Files.readString(beside) : NO_CASES;
            RuleCases.run(table, table.casesName(), text).forEach(this::count);
            if (!hasCases) {
                add(table.name(), 0, "has no cases; add " + table.casesName() + " with a reading for each row");
            }
        } catch (RuleTableException refused) {
            refused.problems().forEach(problem -> {
                String place = problem.place().isEmpty() ? "" : problem.place() + ": ";
                add(problem.table(), line(problem.place()), place + problem.message());
            });
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + file, problem);
        }
    }

    private void count(CaseResult result) {
        cases++;
        if (!result.passed()) {
            String file = result.place().replaceFirst("[ :].*", "");
            add(file, line(result.place()), "case '" + result.name() + "': " + result.message());
        }
    }

    private void add(String file, int line, String message) {
        problems.add(FileProblem.error("drools-rules/tables/" + file, line, message));
    }

    private static int line(String place) {
        Matcher line = LINE.matcher(place);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }
}
