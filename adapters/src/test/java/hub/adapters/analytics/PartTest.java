package hub.adapters.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {

    private record Value(double value, long at) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void partsMergeToTheSameInAnyOrderAndGrouping(int seed) {
        Random random = new Random(seed);
        List<Value> values = values(random, 500 + random.nextInt(1000));
        Part whole = of(values);
        for (int round = 0; round < 10; round++) {
            List<Value> shuffled = new ArrayList<>(values);
            Collections.shuffle(shuffled, random);
            assertThat(of(shuffled)).isEqualTo(whole);
            assertThat(mergedAtRandom(shuffled, random)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24, 25, 26})
    void aPartTellsWhatItsValuesSay(int seed) {
        Random random = new Random(seed);
        List<Value> values = values(random, 2000);
        Part part = of(values);
        double[] sorted = values.stream().mapToDouble(Value::value).sorted().toArray();

        assertThat(part.n()).isEqualTo(sorted.length);
        assertThat(part.min()).isEqualTo(sorted[0]);
        assertThat(part.max()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(part.sum().doubleValue())
                .isEqualTo(Arrays.stream(sorted)
                        .mapToObj(PartTest::decimal)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .doubleValue());
        double mean = part.average();
        double variance = Arrays.stream(sorted)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertThat(part.deviation()).isCloseTo(Math.sqrt(variance), within(1e-6 * Math.sqrt(variance)));
        for (double share : new double[] {0, 0.5, 0.95, 0.99, 1}) {
            double exact = sorted[(int) Math.floor(share * (sorted.length - 1))];
            assertThat(part.quantiles(share)[0])
                    .isCloseTo(exact, within(Math.abs(exact) * Sketch.ACCURACY * 1.0001 + 1e-12));
        }
    }

    /** The decimal that a short double stands for, else the double itself. */
    private static BigDecimal decimal(double value) {
        double units = Math.rint(value * 1e4);
        return Math.abs(units) < 1e15 && units / 1e4 == value
                ? new BigDecimal(Double.toString(value))
                : new BigDecimal(value);
    }

    private static Part mergedAtRandom(List<Value> values, Random random) {
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < values.size(); ) {
            int until = Math.min(values.size(), from + 1 + random.nextInt(60));
            parts.add(of(values.subList(from, until)));
            from = until;
        }
        while (parts.size() > 1) {
            Part one = parts.remove(random.nextInt(parts.size()));
            Part other = parts.remove(random.nextInt(parts.size()));
            parts.add(one.merge(other));
        }
        return parts.get(0);
    }

    private static Part of(List<Value> values) {
        Gathering gathering = new Gathering();
        values.forEach(value -> gathering.accept(value.value(), value.at()));
        return gathering.part();
    }

    /** Of one kind each: short decimals, whole numbers, any doubles, values far apart, switches; times often fall together. */
    private static List<Value> values(Random random, int count) {
        List<DoubleSupplier> kinds = List.of(
                () -> random.nextInt(100_000) / 100.0 - 200,
                () -> random.nextInt(),
                random::nextGaussian,
                () -> (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextInt(8) - 4) * (1 + random.nextDouble()),
                () -> random.nextBoolean() ? 1 : -0.0,
                () -> random.nextLong() / 1000.0);
        DoubleSupplier kind = kinds.get(random.nextInt(kinds.size()));
        List<Value> values = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            values.add(new Value(kind.getAsDouble(), 1_700_000_000_000L + random.nextInt(count / 2)));
        }
        return values;
    }
}
