package hub.master.mapping;

import hub.master.mapping.MappedRow.Fate;
import hub.product.ProductProblem;
import hub.product.SpecFile;
import hub.product.SpecNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads mapping files and says with line and advice what is wrong with them. */
public final class MappingReader {

    /** How mapping files are named. */
    public static final String SUFFIX = ".mapping.yaml";

    private static final String SCHEMA = "mapping.schema.json";

    /**
     * What reading a file gave.
     *
     * @param mapping empty when there are problems
     * @param problems all of them, in reading order
     */
    public record Reading(Optional<TableMapping> mapping, List<ProductProblem> problems) {}

    /** Reads a text under the name of its file. */
    public Reading read(String file, String text) {
        SpecFile spec = SpecFile.read(file, text, SCHEMA);
        if (!spec.problems().isEmpty()) {
            return new Reading(Optional.empty(), spec.problems());
        }
        SpecNode root = spec.root();
        Target target = Target.valueOf(root.get("target").text("").toUpperCase(Locale.ROOT));
        TableMapping mapping = new TableMapping(
                file,
                root.get("table").text(""),
                target,
                columns(root.get("columns"), target),
                rules(root.get("keep")),
                rules(root.get("drop")),
                root.has("deleted") ? Optional.of(rule(root.get("deleted"))) : Optional.empty(),
                fate(root.get("whenDeleted"), target),
                since(root.get("since"), target),
                texts(root.get("ignore")),
                root.get("source").text(""),
                texts(root.get("optional")));
        return new Reading(spec.problems().isEmpty() ? Optional.of(mapping) : Optional.empty(), spec.problems());
    }

    private static Set<String> texts(SpecNode list) {
        return new LinkedHashSet<>(
                list.items().stream().map(each -> each.text("")).toList());
    }

    private static List<ColumnRule> columns(SpecNode columns, Target target) {
        Map<String, SpecNode> written = columns.entries();
        List<ColumnRule> rules = new ArrayList<>();
        for (Target.Field field : target.fields()) {
            SpecNode node = written.remove(field.name());
            if (node != null) {
                rules.add(column(node, field.name()));
            } else if (field.required()) {
                columns.problem("a " + target.word() + " needs '" + field.name() + "'; say from which column it comes");
            }
        }
        written.forEach((name, node) -> node.problem("a " + target.word() + " has no field '" + name + "'; it has "
                + String.join(
                        ", ", target.fields().stream().map(Target.Field::name).toList())));
        if (!rules.isEmpty() && rules.get(0).from().isEmpty()) {
            columns.problem("'" + target.key() + "' must come from the key of the table, not be a constant");
        }
        return rules;
    }

    private static ColumnRule column(SpecNode node, String field) {
        if (!node.isObject()) {
            return new ColumnRule(
                    field,
                    List.of(node.text("")),
                    "",
                    Optional.empty(),
                    Conversion.NONE,
                    "",
                    Map.of(),
                    Optional.empty());
        }
        List<String> from =
                node.get("from").items().stream().map(each -> each.text("")).toList();
        if (from.isEmpty() == !node.has("value")) {
            node.problem("'" + field + "' needs either 'from', the name of a column, or 'value', a constant");
        }
        Map<String, String> lookup = new LinkedHashMap<>();
        node.get("lookup").entries().forEach((code, meaning) -> lookup.put(code, meaning.text("")));
        return new ColumnRule(
                field,
                from,
                node.get("join").text(" "),
                node.has("value") ? Optional.of(node.get("value").text("")) : Optional.empty(),
                conversion(node),
                node.get("prefix").text(""),
                lookup,
                node.has("otherwise") ? Optional.of(node.get("otherwise").text("")) : Optional.empty());
    }

    private static Conversion conversion(SpecNode node) {
        String word = node.get("convert").text("text").toUpperCase(Locale.ROOT).replace('-', '_');
        String format = node.get("format").text("");
        try {
            if (!format.isEmpty()) {
                DateTimeFormatter.ofPattern(format);
            }
        } catch (IllegalArgumentException wrong) {
            node.get("format")
                    .problem("not a way to write times: " + wrong.getMessage() + "; such as yyyy-MM-dd HH:mm");
        }
        return new Conversion(
                Conversion.Kind.valueOf(word),
                node.get("true").items().stream().map(each -> each.text("")).toList(),
                format,
                zone(node.get("zone")));
    }

    private static ZoneId zone(SpecNode node) {
        try {
            return ZoneId.of(node.text("UTC"));
        } catch (DateTimeException unknown) {
            node.problem("there is no time zone '" + node.text("") + "'; write one such as Asia/Seoul");
            return ZoneId.of("UTC");
        }
    }

    private static List<RowRule> rules(SpecNode node) {
        return node.items().stream().map(MappingReader::rule).toList();
    }

    private static RowRule rule(SpecNode node) {
        List<String> among = new ArrayList<>();
        if (node.has("is")) {
            among.add(node.get("is").text(""));
        }
        node.get("in").items().forEach(each -> among.add(each.text("")));
        if (among.isEmpty() && !node.has("not") && !node.has("empty")) {
            node.problem("the condition says nothing; add one of is, in, not and empty");
        }
        return new RowRule(
                node.get("column").text(""),
                among,
                node.has("not") ? Optional.of(node.get("not").text("")) : Optional.empty(),
                node.has("empty") ? Optional.of(node.get("empty").flag(true)) : Optional.empty());
    }

    private static Fate fate(SpecNode node, Target target) {
        String word = node.text(target.canClose() ? "close" : "remove");
        if (word.equals("close") && !target.canClose()) {
            node.problem("a " + target.word() + " cannot be closed; write remove or keep");
        }
        return switch (word) {
            case "close" -> Fate.CLOSED;
            case "remove" -> Fate.REMOVED;
            default -> Fate.IGNORED;
        };
    }

    private static Optional<ColumnRule> since(SpecNode node, Target target) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!target.isPlaced()) {
            node.problem("a " + target.word() + " has no place that holds since a moment; only sites and devices have");
        }
        ColumnRule rule = column(node, "since");
        boolean isTime = List.of(Conversion.Kind.TIMESTAMP, Conversion.Kind.EPOCH_SECONDS, Conversion.Kind.EPOCH_MILLIS)
                .contains(rule.conversion().kind());
        if (node.isObject() && !isTime) {
            node.problem("'since' is a time; add convert: timestamp, epoch-seconds or epoch-millis");
        }
        return Optional.of(
                isTime
                        ? rule
                        : new ColumnRule(
                                "since",
                                rule.from(),
                                "",
                                Optional.empty(),
                                new Conversion(Conversion.Kind.TIMESTAMP, List.of(), "", ZoneId.of("UTC")),
                                "",
                                Map.of(),
                                Optional.empty()));
    }
}
