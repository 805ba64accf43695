package hub.product;

import hub.formula.Formula;
import hub.product.LayoutItem.UnknownTag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the items of a hex layout that choose between others: by value, by bit and by tag. */
final class ChoiceReader {

    private final ConversionReader conversions;
    private final ItemReader items;

    ChoiceReader(ConversionReader conversions, ItemReader items) {
        this.conversions = conversions;
        this.items = items;
    }

    Optional<LayoutItem> switchOn(SpecNode node) {
        Optional<Formula> on = conversions.formula(node.get("switch-on"));
        Map<String, List<LayoutItem>> cases = new LinkedHashMap<>();
        node.get("cases")
                .entries()
                .forEach((key, value) -> cases.put(ConversionReader.plainKey(key), items.readAll(value)));
        if (cases.isEmpty()) {
            node.problem("'cases' is missing; say what follows each value");
        }
        Optional<List<LayoutItem>> otherwise = Optional.ofNullable(cases.remove("_"));
        return on.map(formula -> new LayoutItem.Switch(formula, cases, otherwise));
    }

    Optional<LayoutItem> presence(SpecNode node) {
        Optional<Formula> mask = conversions.formula(node.get("presence"));
        SortedMap<Integer, List<LayoutItem>> cases = new TreeMap<>();
        node.get("cases").entries().forEach((key, value) -> {
            if (key.matches("\\d{1,2}") && Integer.parseInt(key) < 53) {
                cases.put(Integer.valueOf(key), items.readAll(value));
            } else {
                value.problem("'" + key + "' is not a bit number; use 0 to 52");
            }
        });
        if (cases.isEmpty()) {
            node.problem("'cases' is missing; say what each bit announces");
        }
        boolean ignored = node.get("others").text("error").equals("ignore");
        return mask.map(formula -> new LayoutItem.Presence(formula, cases, ignored));
    }

    Optional<LayoutItem> tags(SpecNode node) {
        String tag = node.get("tag").text("u1");
        int tagSize = tag.equals("mixed") ? 0 : size(tag);
        int lengthSize = node.has("length") ? size(node.get("length").text("")) : 0;
        UnknownTag unknown = node.get("unknown").oneOf(UnknownTag.class, UnknownTag.ERROR);
        if (unknown == UnknownTag.SKIP && lengthSize == 0) {
            node.get("unknown").problem("an unknown tag cannot be skipped without lengths; add 'length' or use stop");
        }
        WordOrder order = node.get("endian").oneOf(WordOrder.class, items.order());
        Map<String, List<LayoutItem>> cases = new LinkedHashMap<>();
        node.get("cases").entries().forEach((key, value) -> {
            String digits = digits(key, tagSize);
            if (digits.isEmpty()) {
                value.problem("'" + key + "' is not a tag of this size; write " + (tagSize == 2 ? "0x0102" : "0x01"));
            } else if (cases.putIfAbsent(digits, items.readAll(value)) != null) {
                value.problem("tag 0x" + digits + " is described twice; keep one");
            }
        });
        refuseShadowed(node, cases);
        boolean repeatable = node.get("repeatable").flag(false);
        return Optional.of(new LayoutItem.Tags(tagSize, lengthSize, order, cases, unknown, repeatable));
    }

    private static void refuseShadowed(SpecNode node, Map<String, List<LayoutItem>> cases) {
        cases.keySet().stream()
                .filter(key -> key.length() == 4 && cases.containsKey(key.substring(0, 2)))
                .forEach(key -> node.problem("tag 0x" + key + " can never be told from 0x" + key.substring(0, 2)
                        + "; a two-byte tag must not begin with a one-byte tag"));
    }

    private static int size(String type) {
        return type.equals("u2") ? 2 : 1;
    }

    /** The tag's bytes as hexadecimal digits, or empty when it does not fit. */
    private static String digits(String key, int tagSize) {
        if (key.startsWith("0x")) {
            String digits = key.substring(2).toUpperCase(Locale.ROOT);
            boolean fits = digits.matches("([0-9A-F]{2}){1,2}") && (tagSize == 0 || digits.length() == tagSize * 2);
            return fits ? digits : "";
        }
        if (tagSize == 0 || !key.matches("\\d{1,5}") || Integer.parseInt(key) >= 1 << (tagSize * 8)) {
            return "";
        }
        return String.format(Locale.ROOT, "%0" + tagSize * 2 + "X", Integer.parseInt(key));
    }
}
