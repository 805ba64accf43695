package hub.desk;

import hub.adapters.rules.RuleEvent;
import hub.adapters.rules.RuleVersion;
import hub.rules.CaseResult;
import hub.rules.RuleTable;
import hub.rules.RuleTableProblem;
import hub.rules.TableDiff;
import hub.rules.TableGrid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rule tables, their versions and problems in the shapes of the contract. */
final class RuleShapes {
    private RuleShapes() {}

    static Map<String, Object> head(RuleTable table) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", table.name());
        if (!table.product().isEmpty()) {
            shape.put("product", table.product());
        }
        shape.put("kind", table.kind());
        shape.put("version", table.version());
        shape.put("format", table.name().replaceFirst(".*\\.", ""));
        return shape;
    }

    static void grid(Map<String, Object> shape, TableGrid grid) {
        if (!grid.sheet().isEmpty()) {
            shape.put("sheet", grid.sheet());
        }
        shape.put("columns", grid.columns());
        shape.put("firstRow", grid.firstRowNumber());
        shape.put("rows", grid.rows());
    }

    static Map<String, Object> version(RuleVersion version) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("number", version.number());
        shape.put("version", version.hash());
        shape.put("state", version.state());
        shape.put("by", version.author());
        shape.put("at", version.createdAt().toString());
        shape.put("comment", version.comment());
        shape.put("origin", version.origin());
        version.base().ifPresent(base -> shape.put("base", base));
        version.due().ifPresent(due -> shape.put("due", due.toString()));
        version.share().ifPresent(share -> shape.put("share", share));
        version.triedAt().map(Instant::toString).ifPresent(at -> shape.put("triedAt", at));
        if (!version.triedBy().isEmpty()) {
            shape.put("triedBy", version.triedBy());
        }
        version.since().ifPresent(since -> shape.put("inForceSince", since.toString()));
        return shape;
    }

    static Map<String, Object> event(RuleEvent event) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("number", event.version());
        shape.put("action", event.action());
        shape.put("at", event.at().toString());
        shape.put("by", event.author());
        shape.put("comment", event.comment());
        return shape;
    }

    static Map<String, Object> problem(RuleTableProblem problem) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("file", problem.table());
        int mark = problem.place().indexOf('!');
        if (mark > 0) {
            shape.put("sheet", problem.place().substring(0, mark));
        }
        if (!problem.place().isEmpty()) {
            shape.put("cell", problem.place().substring(mark + 1));
        }
        shape.put("message", problem.message());
        return shape;
    }

    static List<Map<String, Object>> problems(List<RuleTableProblem> problems) {
        return problems.stream().map(RuleShapes::problem).toList();
    }

    static Map<String, Object> outcome(CaseResult result) {
        return Map.of(
                "name", result.name(),
                "place", result.place(),
                "passed", result.passed(),
                "message", result.message());
    }

    static Map<String, Object> diff(TableDiff diff) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("columns", diff.columns());
        shape.put("added", diff.added());
        shape.put("removed", diff.removed());
        shape.put("changed", diff.changed());
        return shape;
    }

    /** All problems in one sentence, each with its cell. */
    static String sentence(List<RuleTableProblem> problems) {
        return problems.stream().map(RuleTableProblem::toString).collect(Collectors.joining("; "));
    }
}
