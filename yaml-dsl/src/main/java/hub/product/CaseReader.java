package hub.product;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the cases beside a product, so that its owner shows by example what the file means. */
public final class CaseReader {

    /** How case files are named. */
    public static final String SUFFIX = ".product.cases.yaml";

    /** When messages of cases arrive unless they say otherwise. */
    private static final Instant ARRIVAL = Instant.parse("2026-01-31T12:00:00Z");

    private final ProductSchema schema = ProductSchema.load("product-cases.schema.json");

    /**
     * What reading a case file gave.
     *
     * @param cases of messages, all that could be read
     * @param commands of orders
     * @param problems what is wrong with the file
     */
    public record CaseReading(List<ProductCase> cases, List<CommandCase> commands, List<ProductProblem> problems) {}

    /**
     * Reads a file.
     *
     * @param charset how the product encodes CSV text
     */
    public CaseReading read(Path file, Charset charset) {
        Problems problems = new Problems(String.valueOf(file.getFileName()));
        List<ProductCase> cases = new ArrayList<>();
        List<CommandCase> commands = new ArrayList<>();
        try {
            SpecNode root = YamlText.read(Files.readString(file), problems);
            schema.check(root);
            for (SpecNode node : root.get("cases").items()) {
                if (node.has("command")) {
                    commands.add(command(String.valueOf(file.getFileName()), node));
                } else {
                    read(String.valueOf(file.getFileName()), node, charset).ifPresent(cases::add);
                }
            }
        } catch (IOException unreadable) {
            problems.add(0, "", "cannot be read: " + unreadable.getMessage() + "; put it beside the product file");
        }
        return new CaseReading(cases, commands, problems.inOrder());
    }

    private static CommandCase command(String file, SpecNode node) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        node.get("parameters").entries().forEach((key, value) -> parameters.put(key, value(value)));
        return new CommandCase(
                file,
                node.line(),
                node.get("name").text("case at line " + node.line()),
                node.get("command").text(""),
                parameters,
                node.get("executionId").text(""),
                node.get("downlink").text("").replaceAll("\\s", "").toUpperCase(java.util.Locale.ROOT),
                node.get("problems").items().stream()
                        .map(each -> each.text(each.get("contains").text("")))
                        .toList());
    }

    private static Optional<ProductCase> read(String file, SpecNode node, Charset charset) {
        Optional<byte[]> payload = payload(node, charset);
        String kind = node.has("hex") ? "hex" : node.has("csv") ? "csv" : "json";
        return payload.map(bytes -> new ProductCase(
                file,
                node.line(),
                node.get("name").text("case at line " + node.line()),
                node.get("format").text(kind),
                bytes,
                node.get("device").text("device-01"),
                node.get("hub").text(""),
                node.get("children").items().stream()
                        .map(child -> child.text(""))
                        .toList(),
                receivedAt(node.get("receivedAt")),
                maps(node.get("telemetry")),
                maps(node.get("problems")),
                node.has("result") ? map(node.get("result")) : Map.of(),
                node.has("warnings") ? Optional.of(maps(node.get("warnings"))) : Optional.empty()));
    }

    private static Optional<byte[]> payload(SpecNode node, Charset charset) {
        if (node.has("hex")) {
            SpecNode hex = node.get("hex");
            return hex.text("").isBlank() ? Optional.of(new byte[0]) : FieldReader.bytes(hex);
        }
        if (node.has("csv")) {
            return Optional.of(node.get("csv").text("").getBytes(charset));
        }
        if (node.has("json")) {
            SpecNode json = node.get("json");
            String text = json.isObject() || json.isArray() ? json.json().toString() : json.text("");
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        node.problem("there is no message; add one of hex, json and csv");
        return Optional.empty();
    }

    private static Instant receivedAt(SpecNode node) {
        try {
            return node.isPresent() ? Instant.parse(node.text("")) : ARRIVAL;
        } catch (DateTimeParseException wrong) {
            node.problem("not a time; write one such as 2026-01-31T12:00:00Z");
            return ARRIVAL;
        }
    }

    private static List<Map<String, Object>> maps(SpecNode nodes) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (SpecNode node : nodes.items()) {
            if (node.isObject()) {
                maps.add(map(node));
            } else {
                maps.add(Map.of("contains", node.text("")));
            }
        }
        return maps;
    }

    private static Map<String, Object> map(SpecNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.entries().forEach((key, value) -> map.put(key, value(value)));
        return map;
    }

    private static Object value(SpecNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            return node.items().stream().map(CaseReader::value).toList();
        }
        return node.scalar().orElse("");
    }
}
