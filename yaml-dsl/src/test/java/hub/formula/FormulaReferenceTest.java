package hub.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.basic.AbsFunction;
import com.ezylang.evalex.functions.basic.CeilingFunction;
import com.ezylang.evalex.functions.basic.FloorFunction;
import com.ezylang.evalex.functions.basic.IfFunction;
import com.ezylang.evalex.functions.basic.MaxFunction;
import com.ezylang.evalex.functions.basic.MinFunction;
import com.ezylang.evalex.functions.basic.RoundFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the compiled formula with EvalEx's own evaluation on random expressions. */
class FormulaReferenceTest {
    private static final ExpressionConfiguration REFERENCE = FormulaLanguage.settings(referenceFunctions());

    @Test
    void agreesWithEvalExOnRandomExpressions() {
        Random random = new Random(20261121);
        int defined = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = random.nextBoolean() ? number(random, 4) : condition(random, 4);
            Map<String, Object> values = values(random);
            if (text.length() <= FormulaLanguage.MAX_LENGTH) {
                defined += compare(text, values);
            }
        }
        assertThat(defined).isGreaterThan(15_000);
    }

    private static int compare(String text, Map<String, Object> values) {
        EvaluationValue expected;
        try {
            expected = new Expression(text, REFERENCE).withValues(values).evaluate();
        } catch (BaseException undefined) {
            return 0;
        }
        Optional<Object> actual = Formula.compile(text).find(values::get);
        assertThat(actual).as(text + " " + values).isPresent();
        if (expected.isBooleanValue()) {
            assertThat(actual.get()).as(text + " " + values).isEqualTo(expected.getBooleanValue());
        } else {
            double reference = expected.getNumberValue().doubleValue();
            assertThat(((Number) actual.get()).doubleValue())
                    .as(text + " " + values)
                    .isCloseTo(reference, within(Math.max(1e-9, Math.abs(reference) * 1e-9)));
        }
        return 1;
    }

    private static String number(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextBoolean() ? variable(random) : literal(random);
        }
        String a = number(random, depth - 1);
        String b = number(random, depth - 1);
        return switch (random.nextInt(12)) {
            case 0 -> a + " + " + b;
            case 1 -> "(" + a + " - " + b + ")";
            case 2 -> "(" + a + ") * (" + b + ")";
            case 3 -> "(" + a + ") / 4";
            case 4 -> "-(" + a + ")";
            case 5 -> "min(" + a + ", " + b + ")";
            case 6 -> "max(" + a + ", " + b + ", 1)";
            case 7 -> "abs(" + a + ")";
            case 8 -> "if(" + condition(random, depth - 1) + ", " + a + ", " + b + ")";
            case 9 -> "floor(" + a + ")";
            case 10 -> "ceil(" + a + ")";
            default -> "round(" + a + ", 2)";
        };
    }

    private static String condition(Random random, int depth) {
        if (depth == 0) {
            return "flag";
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
            case 1 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
            case 2 -> "!(" + condition(random, depth - 1) + ")";
            default -> "(" + number(random, depth - 1) + comparison(random) + number(random, depth - 1) + ")";
        };
    }

    private static String comparison(Random random) {
        String[] all = {" > ", " >= ", " < ", " <= ", " == ", " != "};
        return all[random.nextInt(all.length)];
    }

    private static String variable(Random random) {
        String[] all = {"a", "metrics.b", "c", "metrics.d"};
        return all[random.nextInt(all.length)];
    }

    private static String literal(Random random) {
        return random.nextBoolean() ? "" + random.nextInt(10) : random.nextInt(100) / 4.0 + "";
    }

    private static Map<String, Object> values(Random random) {
        Map<String, Object> values = new HashMap<>();
        values.put("a", random.nextInt(40) - 20);
        values.put("b", random.nextInt(400) / 8.0);
        values.put("c", (random.nextInt(200) - 100) / 10.0);
        values.put("d", (long) random.nextInt(5));
        values.put("flag", random.nextBoolean());
        values.put("metrics", Map.copyOf(values));
        return values;
    }

    private static FunctionDictionaryIfc referenceFunctions() {
        FunctionDictionaryIfc functions = new MapBasedFunctionDictionary();
        functions.addFunction("min", new MinFunction());
        functions.addFunction("max", new MaxFunction());
        functions.addFunction("abs", new AbsFunction());
        functions.addFunction("if", new IfFunction());
        functions.addFunction("round", new RoundFunction());
        functions.addFunction("floor", new FloorFunction());
        functions.addFunction("ceil", new CeilingFunction());
        return functions;
    }
}
