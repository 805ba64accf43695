package hub.master.mapping;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The mappings in force, by the table they read; swapped as a whole. */
public final class MappingBook {

    private volatile Map<String, TableMapping> byTable = Map.of();

    /** Puts other mappings in force. */
    public void replaceAll(Collection<TableMapping> mappings) {
        Map<String, TableMapping> fresh = new TreeMap<>();
        mappings.forEach(mapping -> fresh.put(mapping.table(), mapping));
        byTable = fresh;
    }

    /** How a table is to be read; empty for a table that nobody asked for. */
    public Optional<TableMapping> find(String table) {
        return Optional.ofNullable(byTable.get(table));
    }

    /** All in force, in the order of their targets, parents first. */
    public Collection<TableMapping> all() {
        return byTable.values().stream()
                .sorted(java.util.Comparator.comparing(TableMapping::target).thenComparing(TableMapping::table))
                .toList();
    }
}
