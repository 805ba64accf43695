package hub.product;

import hub.product.HexLayout.BinaryText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code json} part of a product file; without any word in it the body is the hub's standard one. */
final class JsonReader {

    private static final List<JsonPath> STANDARD_METRICS =
            List.of(JsonPath.of("data.metrics").orElseThrow());
    private static final List<JsonPath> STANDARD_BINARY =
            List.of(JsonPath.of("data.bin").orElseThrow());

    private final ValueFieldReader fields;

    JsonReader(ConversionReader conversions) {
        this.fields = new ValueFieldReader(conversions);
    }

    JsonMapping read(SpecNode json, boolean hasHex) {
        List<JsonMapping.Entry> entries = new ArrayList<>();
        for (SpecNode node : json.get("fields").items()) {
            List<JsonPath> paths = ValueFieldReader.paths(node.get("path"));
            entries.add(new JsonMapping.Entry(paths, fields.read(node)));
            paths.stream()
                    .filter(JsonPath::isMany)
                    .forEach(path -> node.get("path")
                            .problem("a field is one place; use 'records' to read each element of " + path.text()));
        }
        if (json.has("bin") && !hasHex) {
            json.get("bin").problem("bytes need a layout; add 'hex'");
        }
        boolean standard = entries.isEmpty() && !json.has("metrics");
        return new JsonMapping(
                ValueFieldReader.path(json.get("records")),
                json.has("metrics")
                        ? ValueFieldReader.paths(json.get("metrics"))
                        : standard ? STANDARD_METRICS : List.of(),
                List.copyOf(entries),
                binary(json.get("bin"), standard && hasHex),
                ValueFieldReader.path(json.get("nodes")));
    }

    private static Optional<HexLayout.Embedded> binary(SpecNode bin, boolean standard) {
        if (!bin.isPresent()) {
            return standard
                    ? Optional.of(new HexLayout.Embedded(STANDARD_BINARY, BinaryText.AUTO, Optional.empty()))
                    : Optional.empty();
        }
        BinaryText ambiguous = bin.get("ambiguous").oneOf(BinaryText.class, BinaryText.AUTO);
        return Optional.of(new HexLayout.Embedded(
                ValueFieldReader.paths(bin.get("path")),
                bin.get("encoding").oneOf(BinaryText.class, BinaryText.AUTO),
                ambiguous == BinaryText.AUTO ? Optional.empty() : Optional.of(ambiguous)));
    }
}
