package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import hub.formula.Formula;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A condition decided by Drools is the condition that the formula language means, on random conditions and readings. */
class ConditionWriterTest {
    private static final int RULES = 60;
    private static final int READINGS = 400;

    @Test
    void droolsDecidesAsTheFormulaDoes() {
        Random random = new Random(20261121);
        List<Formula> conditions = new ArrayList<>();
        while (conditions.size() < RULES) {
            Formula formula = Formula.compile("a > -1000 && " + condition(random, 4));
            if (formula.text().length() < 900) {
                conditions.add(formula);
            }
        }
        RulesInForce rules = TestingRules.rules(RuleTable.of("prod-a.rules.yaml", yaml(conditions)));
        ReadingMaker maker = new ReadingMaker(rules, DeviceState::new);
        int met = 0;
        for (int r = 0; r < READINGS; r++) {
            Reading reading = maker.make(reading(random, r));
            assertThat(Decision.decide(List.of(reading), rules)).isEmpty();
            Set<String> decided = new HashSet<>();
            reading.verdicts().forEach(verdict -> decided.add(verdict.row().name()));
            for (int i = 0; i < RULES; i++) {
                boolean expected = conditions.get(i).test(reading::metric);
                assertThat(decided.contains("r" + i))
                        .as(conditions.get(i) + " on " + reading.telemetry().metrics())
                        .isEqualTo(expected);
                met += expected ? 1 : 0;
            }
        }
        assertThat(met).isBetween(RULES * READINGS / 10, RULES * READINGS * 9 / 10);
    }

    private static String yaml(List<Formula> conditions) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            yaml.append("- ruleId: r").append(i).append("\n  severity: low\n  condition: >-\n    ");
            yaml.append(conditions.get(i).text()).append('\n');
        }
        return yaml.toString();
    }

    private static Telemetry reading(Random random, int offset) {
        List<Object> metrics = new ArrayList<>(List.of("a", (long) random.nextInt(20) - 10));
        add(metrics, random, "b", random.nextInt(80) / 8.0);
        add(metrics, random, "c", (random.nextInt(200) - 100) / 10.0);
        add(metrics, random, "flag", random.nextBoolean());
        add(metrics, random, "mode", random.nextBoolean() ? "eco" : "full");
        long time = TestingRules.START + offset * 1000L;
        return TestingRules.reading(0, offset + 1, "d", time, time, metrics.toArray());
    }

    private static void add(List<Object> metrics, Random random, String name, Object value) {
        if (random.nextInt(8) > 0) {
            metrics.add(name);
            metrics.add(value);
        }
    }

    private static String number(Random random, int depth) {
        String[] leaves = {"a", "metrics.b", "c", "3", "-2", "0.5"};
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaves[random.nextInt(leaves.length)];
        }
        String x = number(random, depth - 1);
        String y = number(random, depth - 1);
        return switch (random.nextInt(14)) {
            case 0 -> "(" + x + " + " + y + ")";
            case 1 -> "(" + x + " - " + y + ")";
            case 2 -> "(" + x + ") * (" + y + ")";
            case 3 -> "(" + x + ") / (" + y + ")";
            case 4 -> "-(" + x + ")";
            case 5 -> "min(" + x + ", " + y + ", 4)";
            case 6 -> "max(" + x + ", " + y + ")";
            case 7 -> "abs(" + x + ")";
            case 8 -> "if(" + condition(random, depth - 1) + ", " + x + ", " + y + ")";
            case 9 -> "floor(" + x + ")";
            case 10 -> "round(" + x + ", 1)";
            case 11 -> "coalesce(" + x + ", " + y + ")";
            case 12 -> "clamp(" + x + ", -5, 5) + sqrt(" + y + ")";
            default -> "bitAnd(" + x + ", 7)";
        };
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "flag == true" : "mode == \"eco\"";
        }
        String comparison =
                List.of(" > ", " >= ", " < ", " <= ", " == ", " != ").get(random.nextInt(6));
        return switch (random.nextInt(8)) {
            case 0 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 1, 2 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 3 -> "!(" + condition(random, depth - 1) + ")";
            case 4 -> "present(" + number(random, depth - 1) + ")";
            case 5 -> "(" + condition(random, depth - 1) + ") == (" + condition(random, depth - 1) + ")";
            default -> "(" + number(random, depth - 1) + comparison + number(random, depth - 1) + ")";
        };
    }
}
