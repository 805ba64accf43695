package hub.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final Map<String, Object> VALUES =
            Map.of("tempC", 75L, "vibration", 2.0, "status", 0xA5L, "mode", "eco", "running", true, "온도", 21.5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clamp(100 - (tempC - 60) * 2 - vibration * 10, 0, 100) | 50.0
                    metrics.tempC + tempC                                  | 150.0
                    0.1 + 0.2                                              | 0.3
                    -tempC % 4                                             | -3.0
                    7 / 2                                                  | 3.5
                    round(2.675, 2)                                        | 2.68
                    round(2.5)                                             | 2
                    floor(-2.5)                                            | -3
                    ceil(2.1)                                              | 3
                    min(3, 1, 2) + max(3, 1, 2)                            | 4.0
                    abs(-3) + sqrt(16) + log10(1000) + ln(1) + exp(0)      | 11.0
                    pow(2, 10)                                             | 1024.0
                    bitAnd(status, 0x0F)                                   | 5
                    bitShiftRight(status, 4)                               | 10
                    bitOr(bitShiftLeft(1, 8), 1)                           | 257
                    bitXor(5, 1)                                           | 4
                    if(bitTest(status, 7), 1, 0)                           | 1.0
                    coalesce(absent, tempC)                                | 75
                    온도 * 2                                                | 43.0
                    """)
    void computesNumbers(String text, String expected) {
        assertThat(Formula.compile(text).evaluate(VALUES::get)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    metrics.tempC > 74 && metrics.vibration <= 2  ; true
                    tempC > 80 || running                         ; true
                    !running                                      ; false
                    mode == "eco"                                 ; true
                    mode != "eco"                                 ; false
                    0.1 + 0.2 == 0.3                              ; true
                    absent > 3                                    ; false
                    !(absent > 3)                                 ; false
                    absent > 3 || tempC > 1                       ; true
                    present(absent) || present(tempC)             ; true
                    tempC / 0 > 3                                 ; false
                    mode > 3                                      ; false
                    running == true                               ; true
                    tempC == mode                                 ; false
                    """)
    void decidesConditions(String text, boolean expected) {
        assertThat(Formula.compile(text).test(VALUES::get)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 ^ 3              | 3  | no operator '^'
                    FACT(5)            | 1  | no function 'FACT'
                    RANDOM()           | 1  | no function 'RANDOM'
                    STR_LENGTH("a")    | 1  | no function 'STR_LENGTH'
                    3(4)               | 2  | put an operator
                    tempC >            | 7  | write a value on each side
                    (tempC > 3         | 1  | add the missing ')'
                    min()              | 1  | min
                    clamp(1, 2)        | 1  | clamp wants 3 arguments, not 2
                    tempC > "a"        | 9  | wants a number here, but this is a text
                    tempC + 1 && true  | 7  | wants true or false here, but this is a number
                    (!!running)        | 2  | write a value
                    "a" == 3           | 5  | never equal
                    a[0]               | 2  | '['
                    """)
    void namesThePositionAndWhatToDo(String text, int position, String advice) {
        FormulaProblem problem = catchThrowableOfType(FormulaProblem.class, () -> Formula.compile(text));
        assertThat(problem.position()).as(text + ": " + problem.getMessage()).isEqualTo(position);
        assertThat(problem).hasMessageContaining(advice);
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        String deep = "-".repeat(900) + "x";
        String chain = "a" + "+a".repeat(499);
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> Formula.compile(deep)))
                .hasMessageContaining("nested deeper than 200");
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> Formula.compile(chain)))
                .hasMessageContaining("nested deeper than 200");
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> Formula.compile(deep + deep)))
                .hasMessageContaining("at most 1000");
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> Formula.compile(" ")))
                .hasMessageContaining("empty");
    }

    @Test
    void saysWhyThereIsNoResult() {
        Formula formula = Formula.compile("tempC / (vibration - 2)");
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> formula.evaluate(Map.of()::get)))
                .hasMessageContaining("'tempC' is absent");
        assertThat(catchThrowableOfType(FormulaProblem.class, () -> formula.evaluate(VALUES::get)))
                .hasMessageContaining("tempC=75 vibration=2.0")
                .hasMessageContaining("division by zero");
        assertThat(formula.find(VALUES::get)).isEmpty();
        assertThat(formula.number(VALUES::get)).isNaN();
    }

    @Test
    void neverFailsOtherwiseThanWithAProblem() {
        Random random = new Random(7);
        String[] pieces = {
            "a", "metrics", ".", "(", ")", "!", "-", "+", "*", "&&", "==", "1", "0x", "'", "\"", ",", "if(", "min(",
            " ", "[", "{", "^", "1e", "true", "é", "\\", "&", "|", "=", "#"
        };
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                Formula.compile(text.toString()).find(VALUES::get);
            } catch (FormulaProblem expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void namesItsVariablesOnceAndBare() {
        assertThat(Formula.compile("metrics.b + a + b + tempC.max > 1 == true").variables())
                .containsExactly("b", "a", "tempC.max");
    }

    @Test
    void showsItsSyntaxTree() {
        SyntaxNode.Operation root =
                (SyntaxNode.Operation) Formula.compile("metrics.tempC > 80").syntaxTree();
        assertThat(root.name()).isEqualTo(">");
        assertThat(root.arguments())
                .containsExactly(new SyntaxNode.Variable("tempC", 1), new SyntaxNode.Literal(80.0, 17));
    }
}
