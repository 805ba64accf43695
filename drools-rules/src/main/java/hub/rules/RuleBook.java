package hub.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables in force, swapped all at once: a table that does not compile never replaces one that does.
 *
 * <p>Compiling takes up to some seconds and happens on the caller's thread; judging and reading go on meanwhile with the
 * old set.
 */
public final class RuleBook implements TableBook {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

    /** Newest versions by table name, those refused included. */
    private final Map<String, TableVersion> newest = new TreeMap<>();

    private Map<String, CompiledTable> tables = new TreeMap<>();
    private final Map<String, Instant> since = new TreeMap<>();
    private volatile RulesInForce inForce = RulesInForce.NONE;
    private volatile List<Entry> entries = List.of();
    private volatile List<RuleTableProblem> problems = List.of();
    private Set<String> unavailable = Set.of();
    private List<RulesInForce.Canary> canaries = List.of();

    /**
     * A version that judges only some devices, while the table of its name in force judges the others.
     *
     * @param share of a hundred devices so many
     */
    public record Canary(RuleTable table, int share) {}

    /**
     * A table in force.
     *
     * @param product the product from the file name, empty for every product
     * @param rules its rules' names, in order
     * @param since when this version came into force
     */
    public record Entry(String name, String product, String version, List<String> rules, Instant since) {}

    @Override
    public boolean takes(String fileName) {
        return RuleTable.isAlarmTable(fileName);
    }

    @Override
    public synchronized List<RuleTableProblem> replace(Collection<RuleTable> wanted) {
        Set<String> names = wanted.stream().map(RuleTable::name).collect(Collectors.toSet());
        newest.keySet().retainAll(names);
        wanted.forEach(this::compile);
        settle(names);
        return problems;
    }

    /** Brings one table into force beside the others, or returns why not. */
    public synchronized List<RuleTableProblem> publish(RuleTable table) {
        compile(table);
        settle(newest.keySet());
        return newest.get(table.name()).problems();
    }

    /** Takes a table out of force; its open alarms end as withdrawn. */
    public synchronized void withdraw(String name) {
        newest.remove(name);
        settle(newest.keySet());
    }

    /** What keeps a table from coming into force, without bringing it in. */
    public List<RuleTableProblem> check(RuleTable table) {
        TableVersion candidate = TableVersion.compile(table);
        return candidate.isRefused() ? candidate.problems() : clashes(candidate.compiled(), inForce.tables());
    }

    /**
     * Makes these the versions that judge a share of the devices, in place of those before.
     *
     * @return what keeps some of them from judging
     */
    public synchronized List<RuleTableProblem> tryOut(Collection<Canary> wanted) {
        if (wanted.isEmpty() && canaries.isEmpty()) {
            return List.of();
        }
        List<RuleTableProblem> refused = new ArrayList<>();
        List<RulesInForce.Canary> next = new ArrayList<>();
        for (Canary canary : wanted) {
            TableVersion version = canaries.stream()
                    .map(RulesInForce.Canary::table)
                    .filter(known -> isSame(known.table(), canary.table()))
                    .findFirst()
                    .map(TableVersion::of)
                    .orElseGet(() -> TableVersion.compile(canary.table()));
            refused.addAll(version.problems());
            if (!version.isRefused()) {
                next.add(new RulesInForce.Canary(version.compiled(), canary.share()));
                LOG.info(
                        "rule table {} version {} judges {} % of the devices",
                        canary.table().name(), canary.table().version(), canary.share());
            }
        }
        canaries = List.copyOf(next);
        inForce = new RulesInForce(tables, unavailable, canaries);
        return refused;
    }

    private static boolean isSame(RuleTable a, RuleTable b) {
        return a.name().equals(b.name()) && a.version().equals(b.version());
    }

    /** The version of a table in force, if there is one. */
    public Optional<RuleTable> table(String name) {
        return inForce.published(name).map(CompiledTable::table);
    }

    /** The tables in force, by name. */
    public List<Entry> tables() {
        return entries;
    }

    /** The problems of all tables whose newest version was refused. */
    public List<RuleTableProblem> problems() {
        return problems;
    }

    /** Puts an already compiled table into force. */
    synchronized void adopt(CompiledTable compiled) {
        newest.put(compiled.table().name(), TableVersion.of(compiled));
        settle(newest.keySet());
    }

    RulesInForce inForce() {
        return inForce;
    }

    private void compile(RuleTable table) {
        TableVersion known = newest.get(table.name());
        if (known == null || !known.table().version().equals(table.version())) {
            CompiledTable current = tables.get(table.name());
            boolean again = current != null && current.table().version().equals(table.version());
            newest.put(table.name(), again ? TableVersion.of(current) : TableVersion.compile(table));
        }
    }

    /** Decides anew which version of each table is in force, then swaps. */
    private void settle(Set<String> names) {
        Map<String, CompiledTable> settled = new TreeMap<>();
        for (String name : names) {
            boolean unchanged = newest.get(name).compiled() == tables.get(name);
            if (unchanged && tables.containsKey(name)) {
                settled.put(name, tables.get(name));
            }
        }
        Set<String> unavailable = new HashSet<>();
        for (String name : List.copyOf(names)) {
            if (!settled.containsKey(name) && !bringIn(newest.get(name), settled)) {
                unavailable.add(name);
            }
        }
        swap(settled, unavailable);
    }

    /** Puts the newest version, or else its predecessor, among the settled ones; false when there is neither. */
    private boolean bringIn(TableVersion version, Map<String, CompiledTable> settled) {
        String name = version.table().name();
        if (version.compiled() != null) {
            List<RuleTableProblem> clashes = clashes(version.compiled(), settled.values());
            newest.put(name, version.with(clashes));
            if (clashes.isEmpty()) {
                settled.put(name, version.compiled());
                since.put(name, Instant.now());
                LOG.info(
                        "rule table {} version {} is in force",
                        name,
                        version.table().version());
                return true;
            }
        }
        LOG.warn(
                "rule table {} is refused, the one before stays: {}",
                name,
                newest.get(name).problems());
        CompiledTable predecessor = tables.get(name);
        if (predecessor != null) {
            settled.put(name, predecessor);
        }
        return predecessor != null;
    }

    private void swap(Map<String, CompiledTable> settled, Set<String> unknown) {
        tables = settled;
        unavailable = unknown;
        since.keySet().retainAll(settled.keySet());
        problems = newest.values().stream()
                .flatMap(version -> version.problems().stream())
                .toList();
        entries = settled.values().stream().map(this::entry).toList();
        inForce = new RulesInForce(settled, unavailable, canaries);
    }

    private Entry entry(CompiledTable table) {
        return new Entry(
                table.table().name(),
                table.table().product(),
                table.table().version(),
                table.rows().stream().map(RuleRow::name).toList(),
                since.get(table.table().name()));
    }

    private static List<RuleTableProblem> clashes(CompiledTable candidate, Collection<CompiledTable> others) {
        List<RuleTableProblem> clashes = new ArrayList<>();
        for (CompiledTable other : others) {
            if (other.table().name().equals(candidate.table().name())) {
                continue;
            }
            for (RuleRow row : candidate.rows()) {
                RuleRow same = other.byName().get(row.name());
                if (same != null && overlap(row, same)) {
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

    private static boolean overlap(RuleRow a, RuleRow b) {
        return a.product().isEmpty() || b.product().isEmpty() || a.product().equals(b.product());
    }
}
