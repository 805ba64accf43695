package hub.formula.daily;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import hub.formula.FormulaProblem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whatever is written as a formula is a finite number, a reason or a problem, and soon. */
class AnyFormulaFuzzTest {
    private static final long PATIENCE = 2_000_000_000L;
    private static final Set<String> METRICS = Set.of("a", "b", "c");
    private static final FormulaSpecReader READER = new FormulaSpecReader(product -> Optional.of(METRICS));

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "1h")
    void everyTextIsANumberAReasonOrAProblem(FuzzedDataProvider data) {
        Map<String, MetricDay> day = Map.of("a", MetricDay.of(data.consumeDouble()), "b", MetricDay.of(0));
        String text = data.consumeRemainingAsString();
        long begin = System.nanoTime();
        try {
            DailyValue value = DailyFormula.compile(text, METRICS).evaluate(day::get);
            if (value.value().isPresent()) {
                assertThat(value.value().getAsDouble()).isFinite();
            } else {
                assertThat(value.reason()).isNotBlank();
            }
        } catch (FormulaProblem problem) {
            assertThat(problem.getMessage()).isNotBlank();
            assertThat(problem.position()).isBetween(0, text.length() + 1);
        }
        FormulaReading reading = READER.read("fuzz", text);
        assertThat(reading.spec().isPresent()).isEqualTo(reading.faults().isEmpty());
        assertThat(System.nanoTime() - begin).isLessThan(PATIENCE);
    }
}
