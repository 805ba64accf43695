package hub.rules;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest version of a table and what became of it.
 *
 * @param compiled null when it does not compile
 * @param problems why it is not in force, empty when it is
 */
record TableVersion(RuleTable table, CompiledTable compiled, List<RuleTableProblem> problems) {
    private static final Logger LOG = LoggerFactory.getLogger(TableVersion.class);

    static TableVersion of(CompiledTable compiled) {
        return new TableVersion(compiled.table(), compiled, List.of());
    }

    /** Compiles; never throws. */
    static TableVersion compile(RuleTable table) {
        try {
            return of(RuleTableCompiler.compile(table));
        } catch (RuleTableException refusal) {
            return new TableVersion(table, null, refusal.problems());
        } catch (RuntimeException broken) {
            LOG.warn("the compiler broke on {}", table.name(), broken);
            String message = "the compiler broke on this table (" + broken + "); save it once more";
            return new TableVersion(table, null, List.of(new RuleTableProblem(table.name(), "", message)));
        }
    }

    TableVersion with(List<RuleTableProblem> clashes) {
        return new TableVersion(table, compiled, clashes);
    }

    boolean isRefused() {
        return compiled == null;
    }
}
