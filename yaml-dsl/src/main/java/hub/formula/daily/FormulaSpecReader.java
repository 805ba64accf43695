package hub.formula.daily;

import hub.formula.FormulaProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a formula's text, YAML or JSON, and says everything that is wrong with it at once. */
public final class FormulaSpecReader {

    /** How the name of a formula's file ends. */
    public static final String SUFFIX = ".formula.yaml";

    private static final List<String> FIELDS =
            List.of("formulaId", "productId", "customerId", "formula", "description");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final Function<String, Optional<Set<String>>> metrics;

    /** @param metrics the metrics of a product, empty for a product that is not known */
    public FormulaSpecReader(Function<String, Optional<Set<String>>> metrics) {
        this.metrics = metrics;
    }

    /** The metrics of a product, empty for one that is not known. */
    public Optional<Set<String>> metrics(String productId) {
        return metrics.apply(productId);
    }

    /**
     * Reads a text.
     *
     * @param file the name that faults show
     */
    public FormulaReading read(String file, String text) {
        List<FormulaFault> faults = new ArrayList<>();
        YamlFields yaml = new YamlFields(file, faults);
        Map<String, YamlFields.Field> fields = yaml.read(text);
        if (fields.isEmpty()) {
            if (faults.isEmpty()) {
                yaml.fault(0, "", "there is nothing in it; begin with 'formulaId:'");
            }
            return new FormulaReading(Optional.empty(), List.copyOf(faults));
        }
        fields.forEach((name, field) -> {
            if (!FIELDS.contains(name)) {
                yaml.fault(field.line(), name, "is unknown; the fields are " + String.join(", ", FIELDS));
            }
        });
        String id = id(yaml, fields, "formulaId", true);
        String product = id(yaml, fields, "productId", true);
        String customer = id(yaml, fields, "customerId", false);
        String description = text(fields, "description");
        if (description.length() > LONGEST_DESCRIPTION) {
            yaml.fault(line(fields, "description"), "description", "is longer than " + LONGEST_DESCRIPTION);
        }
        Optional<DailyFormula> formula = formula(yaml, fields, product);
        return new FormulaReading(
                formula.filter(read -> faults.isEmpty())
                        .map(read -> new FormulaSpec(id, product, customer, description, read, text)),
                List.copyOf(faults));
    }

    private Optional<DailyFormula> formula(YamlFields yaml, Map<String, YamlFields.Field> fields, String product) {
        String written = text(fields, "formula");
        if (written.isBlank()) {
            yaml.fault(
                    line(fields, "formula"),
                    "formula",
                    "is missing; write an expression such as tempC.max - tempC.min");
            return Optional.empty();
        }
        Optional<Set<String>> known = product.isEmpty() ? Optional.of(Set.of()) : metrics.apply(product);
        if (known.isEmpty()) {
            yaml.fault(line(fields, "productId"), "productId", "there is no product '" + product + "'");
        }
        try {
            return Optional.of(DailyFormula.compile(written.strip(), known.orElse(Set.of())));
        } catch (FormulaProblem problem) {
            yaml.fault(line(fields, "formula"), "formula", problem.getMessage());
            return Optional.empty();
        }
    }

    private static String id(YamlFields yaml, Map<String, YamlFields.Field> fields, String name, boolean required) {
        String id = text(fields, name);
        if (id.isEmpty() && !required) {
            return "";
        }
        if (!ID.matcher(id).matches()) {
            yaml.fault(
                    line(fields, name),
                    name,
                    (id.isEmpty() ? "is missing" : "'" + id + "' is no name")
                            + "; write letters, digits, '.', '_' and '-', at most 64, such as health-score-prod-a");
            return "";
        }
        return id;
    }

    private static String text(Map<String, YamlFields.Field> fields, String name) {
        return fields.containsKey(name) ? fields.get(name).text() : "";
    }

    private static int line(Map<String, YamlFields.Field> fields, String name) {
        return fields.containsKey(name) ? fields.get(name).line() : 0;
    }
}
