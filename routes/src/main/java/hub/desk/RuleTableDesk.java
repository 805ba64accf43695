package hub.desk;

import hub.adapters.rules.RuleVersion;
import hub.adapters.rules.RuleVersions;
import hub.rules.CaseResult;
import hub.rules.RuleCases;
import hub.rules.RuleTable;
import hub.rules.RuleTableException;
import hub.rules.RuleTableProblem;
import hub.rules.TableDiff;
import hub.rules.TableGrid;
import hub.rules.TableTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows rule tables as cells, keeps drafts of them and tries them; nothing here changes what judges. */
public final class RuleTableDesk {
    private final RuleShelf shelf;
    private final RuleVersions versions;
    private final RuleDrafts drafts;

    public RuleTableDesk(RuleShelf shelf, RuleVersions versions) {
        this.shelf = shelf;
        this.versions = versions;
        this.drafts = new RuleDrafts(shelf, versions);
    }

    /** A table as cells: as it is in force, or one of its versions. */
    public Map<String, Object> get(String name, Integer number) throws SQLException, IOException {
        RuleShelf.known(name);
        Optional<RuleVersion> published = versions.published(name);
        Optional<RuleVersion> shown = number == null ? published : Optional.of(versions.get(name, number));
        RuleTable table = shown.isPresent() ? RuleTableSync.table(shown.get()) : shelf.current(name);
        Map<String, Object> shape = RuleShapes.head(table);
        published.ifPresent(version -> shape.put("base", version.number()));
        shown.ifPresent(version -> {
            shape.put("number", version.number());
            shape.put("state", version.state());
        });
        List<RuleTableProblem> problems = number == null ? shelf.problems(name) : List.of();
        if (table.isYaml()) {
            shape.put("text", new String(table.content(), StandardCharsets.UTF_8));
        } else {
            try {
                RuleShapes.grid(shape, TableGrid.of(table));
            } catch (RuleTableException unreadable) {
                problems = unreadable.problems();
            }
        }
        shape.put("cases", drafts.cases(table, number == null ? Map.of() : Map.of("version", number)));
        shape.put("casesName", table.casesName());
        if (!problems.isEmpty()) {
            shape.put("problems", RuleShapes.problems(problems));
        }
        return shape;
    }

    /** The versions of a table, the newest first, and who did what with them. */
    public Map<String, Object> versions(String name) throws SQLException {
        RuleShelf.known(name);
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("items", versions.of(name).stream().map(RuleShapes::version).toList());
        shape.put(
                "history", versions.events(name).stream().map(RuleShapes::event).toList());
        return shape;
    }

    /** What one version says otherwise than another, cell by cell. */
    public Map<String, Object> diff(String name, Integer before, Integer after) throws SQLException {
        RuleShelf.known(name);
        RuleTable old = RuleTableSync.table(versions.get(name, before));
        RuleTable now = RuleTableSync.table(versions.get(name, after));
        return RuleShapes.diff(sound(() -> TableDiff.of(old, now)));
    }

    /**
     * Keeps a new draft; one that cannot come into force is refused.
     *
     * @param ifMatch the version in force that its author saw, or null
     * @throws IllegalArgumentException naming the cell of every problem
     */
    public Map<String, Object> draft(String name, Map<String, Object> body, String ifMatch, String user)
            throws SQLException, IOException {
        RuleShelf.known(name);
        if (!RuleDrafts.isSent(body)) {
            throw new IllegalArgumentException(
                    "send the table as rows (cells), as content (a CSV or XLSX file in Base64) or as text");
        }
        RuleTable table = sound(() -> drafts.table(name, body));
        List<RuleTableProblem> problems = shelf.check(table);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(RuleShapes.sentence(problems));
        }
        if (body.get("cases") instanceof String cases) {
            sound(() -> RuleCases.run(table, table.casesName(), cases));
        }
        return RuleShapes.version(versions.draft(drafts.draft(table, body, ifMatch), user));
    }

    /**
     * Tries a table: what is wrong with its cells, how its cases come out, and what made-up inputs bring. Nothing is kept but
     * that a version was tried.
     */
    public Map<String, Object> attempt(String name, Map<String, Object> body, String user)
            throws SQLException, IOException {
        RuleShelf.known(name);
        Map<String, Object> asked = body == null ? Map.of() : body;
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            RuleTable table = drafts.table(name, asked);
            List<RuleTableProblem> problems = shelf.check(table);
            answer.put("problems", RuleShapes.problems(problems));
            if (problems.isEmpty()) {
                play(table, asked, answer, user);
            }
        } catch (RuleTableException refused) {
            answer.put("problems", RuleShapes.problems(refused.problems()));
        }
        answer.putIfAbsent("cases", List.of());
        answer.putIfAbsent("outcomes", List.of());
        return answer;
    }

    private void play(RuleTable table, Map<String, Object> asked, Map<String, Object> answer, String user)
            throws SQLException, IOException {
        List<CaseResult> cases = run(table, drafts.cases(table, asked));
        answer.put("cases", cases.stream().map(RuleShapes::outcome).toList());
        answer.put("outcomes", TableTrial.run(table, RuleDrafts.inputs(asked)));
        boolean green = cases.stream().allMatch(CaseResult::passed);
        answer.put("green", green);
        if (green && asked.get("version") instanceof Number number && !RuleDrafts.isSent(asked)) {
            versions.tried(table.name(), number.intValue(), user);
        }
    }

    static List<CaseResult> run(RuleTable table, String cases) {
        return cases.isBlank() ? List.of() : RuleCases.run(table, table.casesName(), cases);
    }

    /** Something that a bad table keeps from being said. */
    private interface Spoken<T> {
        T say() throws SQLException, IOException;
    }

    private static <T> T sound(Spoken<T> what) throws SQLException {
        try {
            return what.say();
        } catch (RuleTableException refused) {
            throw new IllegalArgumentException(RuleShapes.sentence(refused.problems()), refused);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
