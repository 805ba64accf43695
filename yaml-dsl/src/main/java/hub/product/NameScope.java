package hub.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows every name a product defines and finds expressions that use one it does not. */
final class NameScope {

    /** Names that are always there: of the frame, and of the repetition being read. */
    static final Set<String> GIVEN = Set.of("_size", "_index", "_received");

    /** Fields that belong to the record and are no metrics. */
    static final Set<String> RECORD = Set.of("device_timestamp", "hub_timestamp", "device_id");

    private final Set<String> defined = new LinkedHashSet<>();
    private final Map<String, List<SpecNode>> used = new LinkedHashMap<>();

    void define(String name, SpecNode where) {
        if (GIVEN.contains(name)) {
            where.problem("'" + name + "' is given by the hub; choose another name");
        }
        defined.add(name);
    }

    void use(String name, SpecNode where) {
        used.computeIfAbsent(name, unseen -> new ArrayList<>()).add(where);
    }

    /** Whether some field gives this name. */
    boolean defines(String name) {
        return defined.contains(name);
    }

    /** Complains about every use of a name that nothing defines. */
    void settle() {
        used.forEach((name, places) -> {
            if (!defined.contains(name) && !GIVEN.contains(name)) {
                places.forEach(place -> place.problem(
                        "'" + name + "' is not a field of this product; " + Spelling.advice(name, defined)));
            }
        });
    }
}
