package hub.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decision tables in force (actions, escalations ...): a table that does not compile never replaces one that does. */
public final class DecisionBook implements TableBook {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionBook.class);

    private final Map<String, RuleTable> newest = new TreeMap<>();
    private final Map<String, List<RuleTableProblem>> refusals = new ConcurrentHashMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();
    private volatile Map<String, DecisionTable> tables = Map.of();

    /**
     * A table in force.
     *
     * @param product the product from the file name, empty for every product
     * @param rows its rows' names, in order
     */
    public record Entry(
            String name, DecisionKind kind, String product, String version, List<String> rows, Instant since) {}

    @Override
    public boolean takes(String fileName) {
        return RuleTable.isFile(fileName) && DecisionKind.of(fileName).isPresent();
    }

    @Override
    public synchronized List<RuleTableProblem> replace(Collection<RuleTable> wanted) {
        List<String> names = wanted.stream().map(RuleTable::name).toList();
        newest.keySet().retainAll(names);
        refusals.keySet().retainAll(names);
        Map<String, DecisionTable> next = new TreeMap<>(tables);
        next.keySet().retainAll(names);
        wanted.forEach(table -> bringIn(table, next));
        tables = Map.copyOf(next);
        return problems();
    }

    /** Brings one table into force beside the others, or returns why not. */
    public synchronized List<RuleTableProblem> publish(RuleTable table) {
        Map<String, DecisionTable> next = new TreeMap<>(tables);
        bringIn(table, next);
        tables = Map.copyOf(next);
        return refusals.getOrDefault(table.name(), List.of());
    }

    /** What keeps a table from coming into force, without bringing it in. */
    public List<RuleTableProblem> check(RuleTable table) {
        try {
            DecisionTableCompiler.compile(table);
            return List.of();
        } catch (RuleTableException refused) {
            return refused.problems();
        }
    }

    /** The version of a table in force, if there is one. */
    public Optional<RuleTable> table(String name) {
        return Optional.ofNullable(tables.get(name)).map(DecisionTable::table);
    }

    private void bringIn(RuleTable table, Map<String, DecisionTable> next) {
        RuleTable before = newest.put(table.name(), table);
        if (before != null && before.version().equals(table.version())) {
            return;
        }
        try {
            next.put(table.name(), DecisionTableCompiler.compile(table));
            refusals.remove(table.name());
            since.put(table.name(), Instant.now());
            LOG.info("decision table {} version {} is in force", table.name(), table.version());
        } catch (RuleTableException refused) {
            refusals.put(table.name(), refused.problems());
            LOG.warn("decision table {} is refused, the one before stays: {}", table.name(), refused.problems());
        }
    }

    /**
     * Every row that is met, from the top: those of the product's own tables before those for every product.
     *
     * @param facts what is asked, by name; absent ones are empty
     */
    public List<DecisionRow> decide(DecisionKind kind, String product, Map<String, Object> facts) {
        Question question = new Question(facts);
        List<DecisionRow> own = new ArrayList<>();
        List<DecisionRow> general = new ArrayList<>();
        new TreeMap<>(tables)
                .values().stream().filter(table -> table.kind() == kind).forEach(table -> {
                    String of = table.table().product();
                    if (of.isEmpty() || of.equals(product)) {
                        (of.isEmpty() ? general : own).addAll(table.decide(question));
                    }
                });
        own.addAll(general);
        return own;
    }

    /** The tables in force, by name. */
    public List<Entry> tables() {
        return new TreeMap<>(tables)
                .values().stream()
                        .map(table -> new Entry(
                                table.table().name(),
                                table.kind(),
                                table.table().product(),
                                table.table().version(),
                                table.names(),
                                since.get(table.table().name())))
                        .toList();
    }

    /** The problems of all tables whose newest version was refused. */
    public List<RuleTableProblem> problems() {
        return refusals.values().stream().flatMap(List::stream).toList();
    }
}
