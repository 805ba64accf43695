package hub.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows every name a product defines and finds expressions that use one it does not. */
final class NameScope {

    /** Names that are always there: of the frame, and of the repetition being read. */
    static final Set<String> GIVEN = Set.of("_size", "_index", "_received");

    /** Fields that belong to the record and are no metrics. */
    static final Set<String> RECORD = Set.of("device_timestamp", "hub_timestamp", "device_id");

    private final Map<String, List<Place>> defined = new LinkedHashMap<>();
    private final Map<String, List<Place>> used = new LinkedHashMap<>();
    private String section = "";
    private int order;

    /** Where a name is written: names of one section are read in order, those of others before or after. */
    private record Place(String section, int order, SpecNode node) {}

    /** What follows is read in order, after what was begun before. */
    void begin(String newSection) {
        section = newSection;
    }

    void define(String name, SpecNode where) {
        if (GIVEN.contains(name)) {
            where.problem("'" + name + "' is given by the hub; choose another name");
        }
        note(defined, name, where);
    }

    void use(String name, SpecNode where) {
        note(used, name, where);
    }

    private void note(Map<String, List<Place>> places, String name, SpecNode where) {
        places.computeIfAbsent(name, unseen -> new ArrayList<>()).add(new Place(section, order++, where));
    }

    /** Whether some field gives this name. */
    boolean defines(String name) {
        return defined.containsKey(name);
    }

    /** Complains about every use of a name that nothing defines, or only something that is read later. */
    void settle() {
        used.forEach((name, places) -> {
            if (!defined.containsKey(name) && !GIVEN.contains(name)) {
                places.forEach(place -> place.node()
                        .problem("'" + name + "' is not a field of this product; "
                                + Spelling.advice(name, defined.keySet())));
            } else {
                places.stream()
                        .filter(place -> isTooEarly(name, place))
                        .forEach(place ->
                                place.node().problem("'" + name + "' is read only later; move it above its first use"));
            }
        });
    }

    private boolean isTooEarly(String name, Place use) {
        List<Place> definitions = defined.getOrDefault(name, List.of());
        return !use.section().isEmpty()
                && !definitions.isEmpty()
                && definitions.stream()
                        .allMatch(place -> place.section().equals(use.section()) && place.order() > use.order());
    }
}
