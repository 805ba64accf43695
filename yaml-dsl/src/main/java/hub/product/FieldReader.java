package hub.product;

import hub.formula.Formula;
import hub.product.FieldType.Kind;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the items of a hex layout that give a value: fields, constants and computed values. */
final class FieldReader {

    private final ConversionReader conversions;

    FieldReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    Optional<LayoutItem> field(SpecNode node, WordOrder order) {
        String word = node.get("type").text("");
        Optional<FieldType> type = FieldType.of(word);
        if (type.isEmpty()) {
            node.get("type").problemUnlessKnown("there is no type '" + word + "'; known are " + FieldType.NAMES);
            return Optional.empty();
        }
        List<LayoutItem.Part> parts = parts(node.get("bits"));
        String id = node.get("id").text("");
        if (id.isEmpty() && parts.isEmpty() && type.get().kind() != Kind.PADDING) {
            node.problem("'id' is missing; name the metric, or use 'type: pad' to skip bytes");
        }
        if (!id.isEmpty()) {
            conversions.names().define(id, node.get("id"));
        }
        checkType(node, type.get());
        return Optional.of(new LayoutItem.Field(
                id,
                type.get(),
                size(node, type.get()),
                node.has("at") ? OptionalInt.of(node.get("at").integer(0)) : OptionalInt.empty(),
                order(node, type.get(), order),
                node.get("signed").flag(false),
                conversions.read(node),
                missing(node),
                valid(node.get("valid")),
                parts,
                encoding(node, type.get())));
    }

    private static WordOrder order(SpecNode node, FieldType type, WordOrder otherwise) {
        WordOrder order = node.get("endian").oneOf(WordOrder.class, otherwise);
        boolean swapped = order == WordOrder.CDAB || order == WordOrder.BADC;
        if (swapped && type.kind().isNumber() && type.size() % 2 != 0) {
            if (node.has("endian")) {
                node.get("endian").problem("word order needs an even number of bytes; use be or le");
            }
            return WordOrder.BE;
        }
        return order;
    }

    private static void checkType(SpecNode node, FieldType type) {
        if (!type.kind().isNumber() && (node.has("bits") || node.has("scale") || node.has("curve"))) {
            node.problem("only a number has bits, scale or curve; drop them or change the type");
        }
        if (node.has("signed") && type.kind() != Kind.BITS) {
            node.get("signed").problem("only bit fields are made signed this way; use s" + Math.max(1, type.size()));
        }
        if (node.has("at") && type.kind() == Kind.BITS) {
            node.get("at").problem("a bit run cannot be placed; read the number with 'at' and take 'bits' out of it");
        }
    }

    private Optional<Formula> size(SpecNode node, FieldType type) {
        SpecNode size = node.get("size");
        boolean sized = type.size() == 0;
        if (!sized && size.isPresent()) {
            size.problem("the type says the size already; drop 'size'");
        }
        if (sized && !size.isPresent() && type.kind() != Kind.ZERO_ENDED_TEXT) {
            node.problem("'size' is missing; say how many bytes, or 'eos' for up to the end");
        }
        return !sized || size.text("eos").equals("eos") ? Optional.empty() : conversions.formula(size);
    }

    private List<LayoutItem.Part> parts(SpecNode bits) {
        List<LayoutItem.Part> parts = new ArrayList<>();
        for (SpecNode part : bits.items()) {
            String[] range = part.get("bits").text("0").split("-");
            int high = number(range[0]);
            int low = range.length > 1 ? number(range[1]) : high;
            if (high < low || high > 63) {
                part.get("bits").problemUnlessKnown("write 'high-low' with 63 >= high >= low, such as 13-0");
                continue;
            }
            conversions.names().define(part.get("id").text(""), part);
            boolean signed = part.get("signed").flag(false);
            parts.add(new LayoutItem.Part(part.get("id").text(""), high, low, signed, conversions.read(part)));
        }
        return List.copyOf(parts);
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,2}") ? Integer.parseInt(digits) : 0;
    }

    private static LayoutItem.Missing missing(SpecNode node) {
        Optional<Object> value = node.get("default").scalar();
        return new LayoutItem.Missing(value.isPresent() || node.get("optional").flag(false), value);
    }

    private static Optional<LayoutItem.Valid> valid(SpecNode node) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        SpecNode any = node.isObject() ? node.get("any-of") : node;
        List<String> texts = any.items().stream()
                .flatMap(item -> item.scalar().stream())
                .map(String::valueOf)
                .toList();
        return Optional.of(new LayoutItem.Valid(bound(node.get("min")), bound(node.get("max")), texts));
    }

    private static Optional<Double> bound(SpecNode node) {
        return Optional.ofNullable(node.decimal(null)).map(BigDecimal::doubleValue);
    }

    private static String encoding(SpecNode node, FieldType type) {
        if (type.kind() == Kind.BCD_TIME) {
            return zone(node.get("zone")).getId();
        }
        return charset(node.get("encoding")).name();
    }

    static ZoneId zone(SpecNode node) {
        try {
            return ZoneId.of(node.text("UTC"));
        } catch (DateTimeException unknown) {
            node.problem("there is no time zone '" + node.text("") + "'; write one such as Asia/Seoul or UTC");
            return ZoneId.of("UTC");
        }
    }

    static Charset charset(SpecNode node) {
        String name = node.text("UTF-8");
        try {
            return Charset.forName(name.equalsIgnoreCase("CP949") ? "MS949" : name);
        } catch (IllegalArgumentException unknown) {
            node.problem("there is no character set '" + name + "'; write one such as UTF-8 or CP949");
            return java.nio.charset.StandardCharsets.UTF_8;
        }
    }

    Optional<LayoutItem> contents(SpecNode node, WordOrder order) {
        Optional<byte[]> bytes = bytes(node.get("contents"));
        LayoutItem.Valid valid = new LayoutItem.Valid(
                Optional.empty(),
                Optional.empty(),
                List.of(bytes.map(HexFormat.of()::formatHex).orElse("")));
        return bytes.map(expected -> new LayoutItem.Field(
                "",
                new FieldType(Kind.HEX_TEXT, 0),
                Optional.of(Formula.compile(String.valueOf(expected.length))),
                node.has("at") ? OptionalInt.of(node.get("at").integer(0)) : OptionalInt.empty(),
                order,
                false,
                Conversion.NONE,
                new LayoutItem.Missing(false, Optional.empty()),
                Optional.of(valid),
                List.of(),
                ""));
    }

    /** Bytes written as hexadecimal digits, spaces allowed. */
    static Optional<byte[]> bytes(SpecNode node) {
        String digits = node.text("").replaceAll("\\s|0x", "").toUpperCase(Locale.ROOT);
        if (!digits.matches("([0-9A-F]{2})+")) {
            node.problem("write bytes as pairs of hexadecimal digits in quotes, such as '0D 0A'");
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().parseHex(digits));
    }

    Optional<LayoutItem> computed(SpecNode node) {
        String id = node.get("id").text("");
        if (id.isEmpty()) {
            node.problem("'id' is missing; name what is computed");
        } else {
            conversions.names().define(id, node.get("id"));
        }
        return conversions
                .formula(node.get("value"))
                .map(value -> new LayoutItem.Computed(id, value, conversions.read(node)));
    }
}
