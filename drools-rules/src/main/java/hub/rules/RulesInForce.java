package hub.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** The tables that judge at one moment; immutable, so that a batch is judged by one set of rules from end to end. */
final class RulesInForce {
    static final RulesInForce NONE = new RulesInForce(Map.of(), Set.of());

    private static final int SHARES = 100;

    private final List<CompiledTable> tables;
    private final List<Canary> canaries;
    private final Set<String> unavailable;
    private final Map<String, ProductRules> byProduct = new ConcurrentHashMap<>();

    /**
     * A version that judges some devices instead of the table of its name.
     *
     * @param share of a hundred devices so many, chosen by a hash of their ids that is the same in every hub
     */
    record Canary(CompiledTable table, int share) {

        boolean takes(String deviceId) {
            return bucket(deviceId) < share;
        }
    }

    /**
     * The tables by name, in order.
     *
     * @param unavailable names of tables that exist but never compiled: their rules are unknown, not withdrawn
     */
    RulesInForce(Map<String, CompiledTable> tables, Set<String> unavailable) {
        this(tables, unavailable, List.of());
    }

    RulesInForce(Map<String, CompiledTable> tables, Set<String> unavailable, List<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
        List<CompiledTable> all = new ArrayList<>(tables.values());
        canaries.forEach(canary -> all.add(canary.table()));
        this.tables = List.copyOf(all);
        this.unavailable = Set.copyOf(unavailable);
    }

    /** All tables, those that judge only a share of the devices included. */
    List<CompiledTable> tables() {
        return tables;
    }

    /** The table of that name that judges all devices which no canary takes. */
    Optional<CompiledTable> published(String name) {
        return tables.stream()
                .filter(table -> table.table().name().equals(name) && !isCanary(table))
                .findFirst();
    }

    boolean hasCanaries() {
        return !canaries.isEmpty();
    }

    /** The rules of a product's devices that no canary takes. */
    ProductRules forProduct(String product) {
        ProductRules known = byProduct.get(product);
        return known != null ? known : byProduct.computeIfAbsent(product, name -> select(name, List.of()));
    }

    /** The rules of one device. */
    ProductRules forDevice(String product, String deviceId) {
        if (canaries.isEmpty()) {
            return forProduct(product);
        }
        List<CompiledTable> instead = canaries.stream()
                .filter(canary -> canary.takes(deviceId))
                .map(Canary::table)
                .toList();
        String key = product
                + '\n'
                + instead.stream().map(table -> table.table().name()).collect(Collectors.joining("\n"));
        return instead.isEmpty()
                ? forProduct(product)
                : byProduct.computeIfAbsent(key, name -> select(product, instead));
    }

    /** Whether an alarm's rule is known to be gone for its device, rather than hidden in a table that does not compile. */
    boolean hasWithdrawn(Fault fault) {
        return !unavailable.contains(fault.explanation.table())
                && !forDevice(fault.productId, fault.deviceId).knowsAlarm(fault.rule());
    }

    private ProductRules select(String product, List<CompiledTable> instead) {
        List<CompiledTable> selected = new ArrayList<>();
        for (CompiledTable table : tables) {
            boolean judges = isCanary(table) ? instead.contains(table) : !isReplaced(table, instead);
            if (judges && table.rows().stream().anyMatch(row -> row.appliesTo(product))) {
                selected.add(table);
            }
        }
        return new ProductRules(product, selected, tables);
    }

    private boolean isCanary(CompiledTable table) {
        return canaries.stream().anyMatch(canary -> canary.table() == table);
    }

    private static boolean isReplaced(CompiledTable table, List<CompiledTable> instead) {
        return instead.stream()
                .anyMatch(other -> other.table().name().equals(table.table().name()));
    }

    /** Which hundredth of all devices one belongs to; never change it, hubs of two versions must agree. */
    static int bucket(String deviceId) {
        CRC32 sum = new CRC32();
        sum.update(deviceId.getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % SHARES);
    }
}
