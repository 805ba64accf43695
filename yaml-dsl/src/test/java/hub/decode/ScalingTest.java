package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.contract.LogicalType;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private final Random random = new Random(11);

    @Test
    void givesTheDoubleNearestToTheDecimalResult() {
        for (int round = 0; round < 2_000; round++) {
            BigDecimal scale = decimal();
            BigDecimal offset = random.nextBoolean() ? BigDecimal.ZERO : decimal();
            Scaling scaling = new Scaling(scale, offset);
            for (int times = 0; times < 20; times++) {
                long raw = random.nextLong() >> random.nextInt(64);
                double exact =
                        BigDecimal.valueOf(raw).multiply(scale).add(offset).doubleValue();
                assertThat(scaling.apply(raw))
                        .as("%d * %s + %s", raw, scale, offset)
                        .isEqualTo(
                                scale.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0
                                        ? (Object) raw
                                        : LogicalType.number(exact));
            }
        }
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(1 + random.nextInt(99_999), random.nextInt(8))
                .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }
}
