package hub.adapters.firmware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How many executions of a job stand where, by wave. */
final class Tally {

    private record Line(int wave, ExecutionStatus status, long number) {}

    private final List<Line> lines = new ArrayList<>();

    Tally add(int wave, ExecutionStatus status, long number) {
        lines.add(new Line(wave, status, number));
        return this;
    }

    long count(Predicate<ExecutionStatus> wanted) {
        return lines.stream()
                .filter(line -> wanted.test(line.status()))
                .mapToLong(Line::number)
                .sum();
    }

    long count(ExecutionStatus status) {
        return count(status::equals);
    }

    long executed() {
        return count(ExecutionStatus::isExecuted);
    }

    /** How many devices have been told. */
    long notified() {
        return count(status -> status != ExecutionStatus.WAITING);
    }

    long waitingIn(int wave) {
        return in(wave, ExecutionStatus.WAITING::equals);
    }

    /** How many of this wave and those before have not ended. */
    long openUpTo(int wave) {
        return lines.stream()
                .filter(line -> line.wave() <= wave && !line.status().isTerminal())
                .mapToLong(Line::number)
                .sum();
    }

    /** The share of a wave's executed devices that succeeded, in percent; 100 when none was executed. */
    double successRate(int wave) {
        long executed = in(wave, ExecutionStatus::isExecuted);
        return executed == 0 ? 100 : in(wave, ExecutionStatus.SUCCEEDED::equals) * 100.0 / executed;
    }

    Map<String, Long> byStatus() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ExecutionStatus status : ExecutionStatus.values()) {
            long number = count(status);
            if (number > 0) {
                counts.put(status.name(), number);
            }
        }
        return counts;
    }

    private long in(int wave, Predicate<ExecutionStatus> wanted) {
        return lines.stream()
                .filter(line -> line.wave() == wave && wanted.test(line.status()))
                .mapToLong(Line::number)
                .sum();
    }
}
