package hub.bench.micro;

import hub.formula.Formula;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One evaluation of a compiled formula over a map of metrics. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FormulaBench {
    private final Formula number = Formula.compile("tempC * 1.8 + 32 + rpm / 1000");
    private final Formula condition = Formula.compile("tempC > 80 && vibration < 4.5 || rpm > 3000");
    private final Map<String, Object> values = Map.of("tempC", 78L, "rpm", 1000L, "vibration", 1.2);

    /** An arithmetic formula. */
    @Benchmark
    public double number() {
        return number.number(values::get);
    }

    /** A condition. */
    @Benchmark
    public boolean condition() {
        return condition.test(values::get);
    }
}
