package hub.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StandInsTest {

    @Test
    void aBeanWrittenAsALambdaHasAStandInThatDoesNothing() {
        AtomicInteger asked = new AtomicInteger();
        IntSupplier bean = asked::incrementAndGet;

        Object standIn = StandIns.of(bean.getClass(), Object.class).orElseThrow();

        assertThat(standIn).isInstanceOf(IntSupplier.class);
        assertThat(((IntSupplier) standIn).getAsInt()).isZero();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aStandInFitsTheWantedTypeOrThereIsNone() {
        assertThat(StandIns.of(AtomicInteger.class, Number.class)).containsInstanceOf(AtomicInteger.class);
        assertThat(StandIns.of(AtomicInteger.class, Supplier.class)).isEmpty();
    }
}
