package hub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that judge at one moment; immutable, so that a batch is judged by one set of rules from end to end. */
final class RulesInForce {
    static final RulesInForce NONE = new RulesInForce(Map.of(), Set.of());

    private final List<CompiledTable> tables;
    private final Set<String> unavailable;
    private final Map<String, ProductRules> byProduct = new ConcurrentHashMap<>();

    /**
     * The tables by name, in order.
     *
     * @param unavailable names of tables that exist but never compiled: their rules are unknown, not withdrawn
     */
    RulesInForce(Map<String, CompiledTable> tables, Set<String> unavailable) {
        this.tables = List.copyOf(tables.values());
        this.unavailable = Set.copyOf(unavailable);
    }

    List<CompiledTable> tables() {
        return tables;
    }

    ProductRules forProduct(String product) {
        ProductRules known = byProduct.get(product);
        return known != null ? known : byProduct.computeIfAbsent(product, this::select);
    }

    /** Whether an alarm's rule is known to be gone, rather than hidden in a table that does not compile. */
    boolean hasWithdrawn(String product, String rule, String table) {
        return !unavailable.contains(table) && !forProduct(product).knowsAlarm(rule);
    }

    private ProductRules select(String product) {
        List<CompiledTable> selected = new ArrayList<>();
        for (CompiledTable table : tables) {
            if (table.rows().stream().anyMatch(row -> row.appliesTo(product))) {
                selected.add(table);
            }
        }
        return new ProductRules(product, selected, tables);
    }
}
