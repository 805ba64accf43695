package hub.product;

import hub.contract.LogicalType;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what JSON places and CSV columns have in common. */
final class ValueFieldReader {

    private final ConversionReader conversions;

    ValueFieldReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    ValueField read(SpecNode node) {
        String id = node.get("id").text("");
        if (!id.isEmpty()) {
            conversions.names().define(id, node.get("id"));
        }
        return new ValueField(
                id,
                node.get("type").oneOf(LogicalType.class, LogicalType.ANY),
                conversions.read(node),
                conversions.formula(node.get("if")),
                node.get("default").scalar(),
                time(node));
    }

    private static TimeText time(SpecNode node) {
        Optional<DateTimeFormatter> pattern = Optional.empty();
        if (node.has("format")) {
            try {
                pattern = Optional.of(
                        DateTimeFormatter.ofPattern(node.get("format").text("")));
            } catch (IllegalArgumentException unusable) {
                node.get("format")
                        .problem("not a time pattern: " + unusable.getMessage()
                                + "; write one such as yyyy-MM-dd HH:mm:ss");
            }
        }
        return new TimeText(pattern, FieldReader.zone(node.get("zone")));
    }

    static List<JsonPath> paths(SpecNode node) {
        List<JsonPath> paths = new ArrayList<>();
        for (SpecNode item : node.items()) {
            path(item).ifPresent(paths::add);
        }
        return List.copyOf(paths);
    }

    static Optional<JsonPath> path(SpecNode node) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        Optional<JsonPath> path = JsonPath.of(node.text(""));
        if (path.isEmpty()) {
            node.problem("not a path; write names and indexes such as data.metrics.tempC, items[0].value or $.rows[*]");
        }
        return path;
    }
}
