package hub.product;

import hub.contract.MetricRule;
import hub.product.FieldType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a product says about orders to its devices: {@code commands}, {@code commandAnswer} and {@code presence}. */
final class CommandReader {

    private static final Set<Kind> WRITABLE =
            Set.of(Kind.UNSIGNED, Kind.SIGNED, Kind.FLOAT, Kind.BCD, Kind.TEXT, Kind.HEX_TEXT);

    List<ProductCommand> commands(SpecNode file) {
        List<ProductCommand> commands = new ArrayList<>();
        WordOrder order = file.get("hex").get("endian").oneOf(WordOrder.class, WordOrder.BE);
        file.get("commands").entries().forEach((id, node) -> commands.add(command(id, node, order)));
        return List.copyOf(commands);
    }

    private static ProductCommand command(String id, SpecNode node, WordOrder order) {
        List<MetricRule> parameters = new ArrayList<>();
        Map<String, Object> defaults = new LinkedHashMap<>();
        node.get("parameters").entries().forEach((name, parameter) -> {
            MetricRule rule = ContractReader.metric(name, parameter);
            parameters.add(rule);
            parameter.get("default").scalar().ifPresent(value -> {
                defaults.put(name, value);
                if (rule.type().accept(value) == null) {
                    parameter.get("default").problem("is not of the parameter's logicalType");
                }
            });
        });
        Set<String> names = parameters.stream().map(MetricRule::metric).collect(Collectors.toSet());
        List<DownlinkField> downlink = new ArrayList<>();
        for (SpecNode item : node.get("downlink").items()) {
            downlink(item, order, names).ifPresent(downlink::add);
        }
        return new ProductCommand(
                id,
                node.get("description").text(""),
                List.copyOf(parameters),
                Map.copyOf(defaults),
                Optional.ofNullable(node.get("timeout").duration(null)),
                List.copyOf(downlink));
    }

    private static Optional<DownlinkField> downlink(SpecNode node, WordOrder order, Set<String> parameters) {
        if (node.has("contents")) {
            return FieldReader.bytes(node.get("contents"))
                    .map(bytes -> field("", new FieldType(Kind.PADDING, 0), 0, node, order, unsigned(bytes)));
        }
        String word = node.get("type").text("");
        Optional<FieldType> type = FieldType.of(word).filter(known -> WRITABLE.contains(known.kind()));
        if (type.isEmpty()) {
            node.get("type")
                    .problemUnlessKnown(
                            "'" + word + "' cannot be written; use u1..u8, s1..s8, f4, f8, bcd1..bcd8, str or hex");
            return Optional.empty();
        }
        String id = node.get("id").text("");
        if (!parameters.contains(id) && !id.equals(DownlinkField.EXECUTION)) {
            node.problem("'" + id + "' is no parameter of this command; " + Spelling.advice(id, parameters)
                    + ", or use '" + DownlinkField.EXECUTION + "' or 'contents'");
        }
        if (id.equals(DownlinkField.EXECUTION) && type.get().kind() != Kind.UNSIGNED) {
            node.get("type").problem("the execution's number is u1, u2 or u4");
        }
        int size = type.get().size() > 0 ? type.get().size() : node.get("size").integer(0);
        return Optional.of(field(id, type.get(), size, node, order, List.of()));
    }

    private static DownlinkField field(
            String id, FieldType type, int size, SpecNode node, WordOrder order, List<Integer> contents) {
        BigDecimal scale = node.get("scale").decimal(BigDecimal.ONE);
        if (scale.signum() == 0) {
            node.get("scale").problem("must not be 0");
            scale = BigDecimal.ONE;
        }
        return new DownlinkField(
                id,
                type,
                size,
                node.get("endian").oneOf(WordOrder.class, order),
                scale,
                node.get("offset").decimal(BigDecimal.ZERO),
                contents);
    }

    Optional<CommandAnswer> answer(SpecNode file) {
        SpecNode node = file.get("commandAnswer");
        if (!node.isObject()) {
            return Optional.empty();
        }
        Map<Integer, String> status = new LinkedHashMap<>();
        node.get("status").entries().forEach((key, value) -> {
            String number = ConversionReader.plainKey(key);
            if (number.matches("\\d{1,3}") && Integer.parseInt(number) < 256) {
                status.put(
                        Integer.parseInt(number),
                        value.text("").toUpperCase(Locale.ROOT).replace('-', '_'));
            } else {
                value.problem("the status is one byte; write 0 to 255 or 0x00 to 0xFF");
            }
        });
        Optional<FieldType> execution = FieldType.of(node.get("execution").text("u4"));
        WordOrder order = file.get("hex").get("endian").oneOf(WordOrder.class, WordOrder.BE);
        return FieldReader.bytes(node.get("begins"))
                .map(bytes -> new CommandAnswer(
                        unsigned(bytes),
                        execution.map(FieldType::size).filter(size -> size > 0).orElse(4),
                        node.get("endian").oneOf(WordOrder.class, order),
                        Map.copyOf(status)));
    }

    PresencePolicy presence(SpecNode file) {
        SpecNode node = file.get("presence");
        return new PresencePolicy(
                node.get("offlineAfter").duration(PresencePolicy.NONE.offlineAfter()),
                node.get("sleepy").flag(false),
                node.get("queueFor").duration(PresencePolicy.NONE.queueFor()));
    }

    private static List<Integer> unsigned(byte[] bytes) {
        List<Integer> numbers = new ArrayList<>();
        for (byte each : bytes) {
            numbers.add(each & 0xFF);
        }
        return List.copyOf(numbers);
    }
}
