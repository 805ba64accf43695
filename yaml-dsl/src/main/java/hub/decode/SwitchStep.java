package hub.decode;

import hub.contract.LogicalType;
import hub.formula.Formula;
import java.util.Map;

/** Reads the case that a value chooses. */
final class SwitchStep implements Step {

    private final Formula on;
    private final Map<String, Step> cases;
    private final Step otherwise;

    /**
     * @param cases by number or text
     * @param otherwise for all others, or null when these are not understood
     */
    SwitchStep(Formula on, Map<String, Step> cases, Step otherwise) {
        this.on = on;
        this.cases = Map.copyOf(cases);
        this.otherwise = otherwise;
    }

    @Override
    public void run(Reading reading) {
        Object value = on.find(reading).orElse(null);
        Object plain = value instanceof Double number ? LogicalType.number(number) : value;
        Step chosen = cases.getOrDefault(String.valueOf(plain), otherwise);
        if (chosen == null) {
            throw DecodeProblem.contract(
                    on.text(),
                    "unknown-case",
                    plain,
                    reading.position,
                    "the product describes no such case; add it to 'cases', or '_' for all others");
        }
        chosen.run(reading);
    }
}
