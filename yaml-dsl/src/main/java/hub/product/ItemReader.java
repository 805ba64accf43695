package hub.product;

import hub.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the items of a hex layout: which kind each is, and what surrounds it (condition, repetition, record). */
final class ItemReader {

    private static final Set<String> KINDS =
            Set.of("type", "contents", "value", "seq", "switch-on", "presence", "tags");
    private static final Set<String> AROUND =
            Set.of("if", "repeat", "repeat-expr", "repeat-until", "record", "inherit");

    private final ConversionReader conversions;
    private final WordOrder order;
    private final FieldReader fields;
    private final ChoiceReader choices;

    ItemReader(ConversionReader conversions, WordOrder order) {
        this.conversions = conversions;
        this.order = order;
        this.fields = new FieldReader(conversions);
        this.choices = new ChoiceReader(conversions, this);
    }

    WordOrder order() {
        return order;
    }

    List<LayoutItem> readAll(SpecNode nodes) {
        List<LayoutItem> items = new ArrayList<>();
        for (SpecNode node : nodes.items()) {
            if (node.isObject()) {
                read(node).ifPresent(items::add);
            }
        }
        return List.copyOf(items);
    }

    private Optional<LayoutItem> read(SpecNode node) {
        List<String> kinds = KINDS.stream().filter(node::has).sorted().toList();
        if (kinds.size() != 1) {
            node.problem(
                    kinds.isEmpty()
                            ? "an item needs one of "
                                    + String.join(", ", KINDS.stream().sorted().toList())
                            : "an item is one thing only, but has " + String.join(" and ", kinds) + "; split it");
            return Optional.empty();
        }
        Optional<LayoutItem> inner = switch (kinds.get(0)) {
            case "type" -> fields.field(node, order);
            case "contents" -> fields.contents(node, order);
            case "value" -> fields.computed(node);
            case "switch-on" -> choices.switchOn(node);
            case "presence" -> choices.presence(node);
            case "tags" -> choices.tags(node.get("tags"));
            default -> Optional.of(block(readAll(node.get("seq")), node));
        };
        boolean plain = kinds.get(0).equals("seq") || AROUND.stream().noneMatch(node::has);
        return plain ? inner : inner.map(item -> block(List.of(item), node));
    }

    private LayoutItem block(List<LayoutItem> items, SpecNode node) {
        boolean ownSize = node.has("seq");
        Optional<Formula> size = ownSize && !node.get("size").text("eos").equals("eos")
                ? conversions.formula(node.get("size"))
                : Optional.empty();
        boolean record = node.get("record").flag(false);
        if (node.has("inherit") && !record) {
            node.get("inherit").problem("only a record inherits; add 'record: true'");
        }
        List<String> inherit = new ArrayList<>();
        SpecNode wanted = node.get("inherit");
        if (wanted.isArray()) {
            for (SpecNode name : wanted.items()) {
                conversions.names().use(name.text(""), name);
                inherit.add(name.text(""));
            }
        } else if (wanted.flag(false)) {
            inherit.add("*");
        }
        LayoutItem.Repeat repeat = repeat(node);
        boolean list =
                repeat.kind() != LayoutItem.Repeat.Kind.ONCE && !record && (node.has("type") || node.has("value"));
        return new LayoutItem.Block(
                items, conversions.formula(node.get("if")), size, repeat, list, record, List.copyOf(inherit));
    }

    private LayoutItem.Repeat repeat(SpecNode node) {
        LayoutItem.Repeat.Kind kind =
                node.get("repeat").oneOf(LayoutItem.Repeat.Kind.class, LayoutItem.Repeat.Kind.ONCE);
        Optional<Formula> formula =
                conversions.formula(node.get("repeat-" + node.get("repeat").text("")));
        boolean wanted = kind == LayoutItem.Repeat.Kind.EXPR || kind == LayoutItem.Repeat.Kind.UNTIL;
        if (wanted && formula.isEmpty()) {
            String key = "repeat-" + node.get("repeat").text("");
            node.get(key).problemUnlessKnown("'" + key + "' is missing; say how often");
            return LayoutItem.Repeat.ONCE;
        }
        if (kind == LayoutItem.Repeat.Kind.ONCE && (node.has("repeat-expr") || node.has("repeat-until"))) {
            node.problem("'repeat' is missing; add 'repeat: expr' or 'repeat: until'");
        }
        return new LayoutItem.Repeat(kind, formula);
    }
}
