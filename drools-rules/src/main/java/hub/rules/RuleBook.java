package hub.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables in force, swapped all at once: a table that does not compile never replaces one that does.
 *
 * <p>Compiling takes up to some seconds and happens on the caller's thread; judging goes on meanwhile with the old set.
 */
public final class RuleBook {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

    private final Map<String, CompiledTable> tables = new TreeMap<>();
    private final Map<String, Instant> since = new TreeMap<>();
    private final Map<String, RuleTable> refused = new TreeMap<>();
    private final Map<String, List<RuleTableProblem>> problems = new TreeMap<>();
    private volatile RulesInForce inForce = RulesInForce.NONE;

    /**
     * A table in force.
     *
     * @param product the product from the file name, empty for every product
     * @param rules its rules' names, in order
     * @param since when this version came into force
     */
    public record Entry(String name, String product, String version, List<String> rules, Instant since) {}

    /**
     * Makes these the tables in force: new and changed ones are compiled, those not named are withdrawn, one that does
     * not compile leaves its predecessor in force.
     *
     * @return the problems of the tables that were refused, empty when all came into force
     */
    public synchronized List<RuleTableProblem> replace(Collection<RuleTable> wanted) {
        Set<String> names = new HashSet<>();
        wanted.forEach(table -> names.add(table.name()));
        tables.keySet().retainAll(names);
        since.keySet().retainAll(names);
        refused.keySet().retainAll(names);
        problems.keySet().retainAll(names);
        wanted.forEach(this::bringIn);
        swap();
        return problems();
    }

    /** Brings one table into force beside the others, or returns why not. */
    public synchronized List<RuleTableProblem> publish(RuleTable table) {
        bringIn(table);
        swap();
        return problems.getOrDefault(table.name(), List.of());
    }

    /** Takes a table out of force; its open alarms end as withdrawn. */
    public synchronized void withdraw(String name) {
        tables.remove(name);
        since.remove(name);
        refused.remove(name);
        problems.remove(name);
        swap();
    }

    /** What keeps a table from coming into force, without bringing it in. */
    public synchronized List<RuleTableProblem> check(RuleTable table) {
        try {
            return clashes(RuleTableCompiler.compile(table));
        } catch (RuleTableException refusal) {
            return refusal.problems();
        }
    }

    /** The tables in force, by name. */
    public synchronized List<Entry> tables() {
        List<Entry> entries = new ArrayList<>();
        tables.values()
                .forEach(table -> entries.add(new Entry(
                        table.table().name(),
                        table.table().product(),
                        table.table().version(),
                        table.rows().stream().map(RuleRow::name).toList(),
                        since.get(table.table().name()))));
        return entries;
    }

    /** The problems of all tables whose newest version was refused. */
    public synchronized List<RuleTableProblem> problems() {
        return problems.values().stream().flatMap(List::stream).toList();
    }

    /** Puts an already compiled table into force. */
    synchronized void adopt(CompiledTable compiled) {
        tables.put(compiled.table().name(), compiled);
        since.put(compiled.table().name(), Instant.now());
        refused.remove(compiled.table().name());
        problems.remove(compiled.table().name());
        swap();
    }

    RulesInForce inForce() {
        return inForce;
    }

    private void bringIn(RuleTable table) {
        CompiledTable current = tables.get(table.name());
        boolean sameAsCurrent = current != null && current.table().version().equals(table.version());
        RuleTable last = refused.get(table.name());
        if (!sameAsCurrent && last != null && last.version().equals(table.version())) {
            return;
        }
        refused.remove(table.name());
        problems.remove(table.name());
        if (sameAsCurrent) {
            return;
        }
        try {
            CompiledTable compiled = RuleTableCompiler.compile(table);
            List<RuleTableProblem> clashes = clashes(compiled);
            if (!clashes.isEmpty()) {
                throw new RuleTableException(clashes);
            }
            adopt(compiled);
            LOG.info(
                    "rule table {} version {} with {} rules",
                    table.name(),
                    table.version(),
                    compiled.rows().size());
        } catch (RuleTableException refusal) {
            refused.put(table.name(), table);
            problems.put(table.name(), refusal.problems());
            LOG.warn("rule table refused, the version before stays in force: {}", refusal.getMessage());
        } catch (RuntimeException broken) {
            refused.put(table.name(), table);
            problems.put(
                    table.name(),
                    List.of(new RuleTableProblem(
                            table.name(), "", "the compiler broke on this table: " + broken + "; save it once more")));
            LOG.warn("the compiler broke on {}, the version before stays in force", table.name(), broken);
        }
    }

    private List<RuleTableProblem> clashes(CompiledTable candidate) {
        List<RuleTableProblem> clashes = new ArrayList<>();
        for (CompiledTable other : tables.values()) {
            if (other.table().name().equals(candidate.table().name())) {
                continue;
            }
            for (RuleRow row : candidate.rows()) {
                RuleRow same = other.byName().get(row.name());
                boolean overlap = same != null
                        && (same.product().isEmpty()
                                || row.product().isEmpty()
                                || same.product().equals(row.product()));
                if (overlap) {
                    clashes.add(new RuleTableProblem(
                            row.table(),
                            row.cell(),
                            "the name '" + row.name() + "' is already used in " + same.table() + " " + same.cell()
                                    + " for the same devices; rename one of them"));
                }
            }
        }
        return clashes;
    }

    private void swap() {
        Set<String> unavailable = new HashSet<>(refused.keySet());
        unavailable.removeAll(tables.keySet());
        inForce = new RulesInForce(new LinkedHashMap<>(tables), unavailable);
    }
}
