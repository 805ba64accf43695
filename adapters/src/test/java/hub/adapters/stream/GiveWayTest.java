package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.MovedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GiveWayTest {
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovedClock clock = new MovedClock("2026-03-01T00:00:00Z");
    private final AtomicLong behind = new AtomicLong();

    private GiveWay above(long most, Duration batch) {
        return new GiveWay(behind::get, new GiveWaySettings(most, batch, AT_MOST), meters, clock);
    }

    private long waits() {
        return meters.get("hub.cold.stood.back").timer().count();
    }

    @Test
    void theWayIsFreeAsLongAsTheUrgentGroupKeepsUp() {
        GiveWay way = above(2_000, Duration.ofHours(1));
        behind.set(2_000);
        way.standBack();
        assertThat(way.isFree()).isTrue();
        assertThat(waits()).isZero();
    }

    @Test
    void aBatchGoesOnWhenTheUrgentGroupHasCaughtUp() {
        AtomicInteger looks = new AtomicInteger();
        GiveWay way = new GiveWay(
                () -> looks.incrementAndGet() < 4 ? 2_001 : 0,
                new GiveWaySettings(2_000, Duration.ofHours(1), AT_MOST),
                meters,
                clock);
        way.standBack();
        assertThat(looks).hasValue(4);
        assertThat(waits()).isEqualTo(1);
    }

    @Test
    void aBatchWaitsForABoundedTimeOnly() {
        behind.set(1_000_000);
        above(2_000, Duration.ofMillis(60)).standBack();
        assertThat(meters.get("hub.cold.stood.back").timer().totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isGreaterThanOrEqualTo(60);
    }

    @Test
    void afterALongTimeWithoutABreakItStandsBackNoMoreUntilTheOtherHasCaughtUpOnce() {
        GiveWay way = above(2_000, Duration.ofHours(1));
        behind.set(9_000);
        assertThat(way.isFree()).isFalse();
        clock.move(AT_MOST.minusSeconds(1));
        assertThat(way.isFree()).isFalse();
        clock.move(Duration.ofSeconds(1));
        assertThat(way.isFree()).isTrue();
        clock.move(Duration.ofHours(1));
        way.standBack();
        assertThat(waits()).isZero();

        behind.set(0);
        assertThat(way.isFree()).isTrue();
        behind.set(9_000);
        assertThat(way.isFree()).isFalse();
    }

    @Test
    void zeroNeverStandsBack() {
        behind.set(9_000);
        assertThat(above(0, Duration.ofHours(1)).isFree()).isTrue();
    }

    @Test
    void theLagOfAGroupIsTheSumOfItsPartitions() {
        StreamMetrics urgent = new StreamMetrics(meters, "topic", "hub-main");
        urgent.lag(0, 700);
        urgent.lag(1, 400);
        new StreamMetrics(meters, "topic", "hub-cold").lag(0, 9_000);
        assertThat(new GroupLag(meters, "hub-main").getAsLong()).isEqualTo(1_100);
        urgent.behind(0, 2_500);
        assertThat(new GroupLag(meters, "hub-main").getAsLong()).isEqualTo(2_500);
        assertThat(new GroupLag(meters, "unknown").getAsLong()).isZero();
    }
}
