package hub.formula.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hub.formula.FormulaProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyFormulaTest {
    private static final Set<String> METRICS = Set.of("tempC", "vibration", "rpm", "gps.lat");
    private static final Map<String, MetricDay> DAY = Map.of(
            "tempC", new MetricDay(4, 280, 60, 80, 19_800, 65, 75, share -> 60 + 20 * share),
            "vibration", MetricDay.of(0.5),
            "gps.lat", MetricDay.of(37.5));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    clamp(100 - (tempC - 60) * 2 - vibration * 10, 0, 100) | 75.0
                    tempC                                  | 70.0
                    tempC.avg                              | 70.0
                    metrics.tempC.max - metrics.tempC.min  | 20.0
                    tempC.sum / tempC.count                | 70.0
                    tempC.last - tempC.first               | 10.0
                    tempC.stddev                           | 7.0710678118654755
                    vibration.stddev                       | 0.0
                    tempC.p50                              | 70.0
                    tempC.p95                              | 79.0
                    gps.lat                                | 37.5
                    gps.lat.max                            | 37.5
                    avg(tempC, vibration.max)              | 35.25
                    sum(1, 2, tempC.max)                   | 83.0
                    max(tempC.max, 90)                     | 90.0
                    if(present(rpm), rpm, 0)               | 0.0
                    coalesce(rpm, tempC)                   | 70.0
                    if(tempC > 60 && vibration < 1, 1, 0)  | 1.0
                    0 * -1                                 | 0.0
                    """)
    void computesFromTheDay(String text, double expected) {
        assertThat(compile(text).evaluate(DAY::get).value()).as(text).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tempC / (vibration - 0.5)       | division by zero, at character 7
                    100 - rpm * 2                   | no readings of rpm that day, at character 7
                    clamp(rpm.max, 0, 100)          | no readings of rpm that day, at character 7
                    sqrt(vibration - tempC)         | there is no root of -69.5, at character 1
                    ln(0 * tempC)                   | at character 1
                    pow(tempC, 400)                 | no finite result for 70.0, 400.0, at character 1
                    clamp(1 / 0 + tempC, 0, 100)    | division by zero, at character 9
                    tempC % 0                       | division by zero
                    if(rpm > 3, 1, 0)               | no readings of rpm
                    coalesce(rpm, rpm.max)          | no readings of rpm
                    bitAnd(vibration, 1)            | no finite result for 0.5, 1.0
                    """)
    void yieldsNothingWithAReasonRatherThanAWrongNumber(String text, String reason) {
        DailyValue value = compile(text).evaluate(DAY::get);
        assertThat(value.value()).as(text).isEmpty();
        assertThat(value.reason()).contains(reason);
    }

    @Test
    void infiniteAndNoisyAggregatesAreAbsent() {
        MetricDay overflown = new MetricDay(2, Double.POSITIVE_INFINITY, 1, 2, Double.NaN, 1, 2, share -> Double.NaN);
        assertThat(compile("tempC").evaluate(Map.of("tempC", overflown)::get).reason())
                .isEqualTo("the day does not tell tempC.avg, at character 1");
        double x = 1e8;
        MetricDay close = new MetricDay(2, 2 * x, x - 1e-3, x + 1e-3, 2 * x * x, x, x, share -> x);
        assertThat(compile("tempC.stddev").evaluate(Map.of("tempC", close)::get).reason())
                .startsWith("the day does not tell tempC.stddev");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tempC > 80                     | 7 | write if(
                    "hot"                          | 1 | yields no number
                    tempc * 2                      | 1 | did you mean tempC?
                    2 * humidity                   | 5 | it has gps.lat, rpm, tempC, vibration
                    tempC.median                   | 1 | has no 'median'; write tempC for its mean, or one of .avg .min
                    max(tempC)                     | 1 | write tempC.max for the day's own
                    tempC ^ 2                      | 7 | no operator '^'
                    tempC[0]                       | 6 | '['
                    tempC.getClass()               | 7 | getClass
                    java.lang.Runtime              | 1 | the product has no metric 'java.lang.Runtime'
                    T(java.lang.Runtime)           | 1 | no function 'T'
                    Runtime.getRuntime().exec("x") | 9 | getRuntime
                    new File("x")                  | 5 | no function 'File'
                    while(true)                    | 1 | no function 'while'
                    RANDOM()                       | 1 | no function 'RANDOM'
                    FACT(170)                      | 1 | no function 'FACT'
                    STR_FORMAT("%s", tempC)        | 1 | no function 'STR_FORMAT'
                    tempC = 3                      | 7 | no operator '='
                    tempC; rpm                     | 6 | ';'
                    1e999 * tempC                  | 1 | not a number this language can hold
                    """)
    void refusesWithThePlaceAndWhatToDo(String text, int position, String advice) {
        FormulaProblem problem = catchThrowableOfType(FormulaProblem.class, () -> compile(text));
        assertThat(problem).as(text).isNotNull().hasMessageContaining(advice);
        assertThat(problem.position()).as(text + ": " + problem.getMessage()).isEqualTo(position);
    }

    @Test
    void theWorstTextTakesNoTime() {
        List<String> worst = List.of(
                "pow(9,".repeat(120) + "9" + ")".repeat(120),
                "(".repeat(180) + "tempC" + ")".repeat(180),
                "max(" + "tempC,".repeat(48) + "tempC)",
                "if(tempC>1,".repeat(60) + "1" + ",0)".repeat(60));
        for (String text : worst) {
            long begin = System.nanoTime();
            try {
                DailyFormula formula = compile(text);
                for (int i = 0; i < 100; i++) {
                    formula.evaluate(DAY::get);
                }
            } catch (FormulaProblem refused) {
                assertThat(refused).hasMessageContaining("deep");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(text).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whateverIsWrittenIsAFiniteNumberOrAReasonOrAProblemWithAPlace() {
        Random random = new Random(11);
        String[] pieces = {
            "tempC",
            "rpm",
            "vibration",
            ".max",
            ".p95",
            ".",
            "(",
            ")",
            "-",
            "+",
            "*",
            "/",
            "%",
            ",",
            "0",
            "1e308",
            "pow(",
            "sqrt(",
            "clamp(",
            "avg(",
            "if(",
            "coalesce(",
            "present(",
            "&&",
            ">",
            "==",
            " ",
            "'a'",
            "true",
            "getClass()",
            "#"
        };
        int computed = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                DailyValue value = compile(text.toString()).evaluate(DAY::get);
                computed++;
                assertThat(
                                value.value().isPresent()
                                        ? Double.isFinite(value.value().getAsDouble())
                                        : !value.reason().isEmpty())
                        .as(text.toString())
                        .isTrue();
            } catch (FormulaProblem refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
        assertThat(computed).isGreaterThan(1_000);
    }

    private static DailyFormula compile(String text) {
        return DailyFormula.compile(text, METRICS);
    }
}
