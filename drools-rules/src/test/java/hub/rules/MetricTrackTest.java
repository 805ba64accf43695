package hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricTrackTest {
    private final MetricTrack track = new MetricTrack();

    private void feed(int from, int to, int step, double perMinute) {
        for (int second = from; second <= to; second += step) {
            track.update(TestingRules.START + second * 1000L, 20 + perMinute * second / 60, 0, true);
        }
    }

    @Test
    void knowsTheTrendAfterThreePointsOverHalfAMinute() {
        feed(0, 20, 20, 3);
        assertThat(track.slopePerMinute()).isNaN();
        feed(40, 40, 20, 3);
        assertThat(track.slopePerMinute()).isCloseTo(3, within(1e-9));
    }

    @Test
    void keepsFewPointsHoweverOftenReadingsCome() {
        feed(0, 3600, 1, -1.5);
        assertThat(track.slopePerMinute()).isCloseTo(-1.5, within(1e-9));
        assertThat(track.size()).isLessThanOrEqualTo(17);
        assertThat(track.timeAt(0)).isGreaterThanOrEqualTo(TestingRules.START + 3_300_000);
    }

    @Test
    void forgetsWhatIsOlderThanFiveMinutes() {
        feed(0, 300, 5, 10);
        feed(700, 760, 5, 0);
        assertThat(track.slopePerMinute()).isCloseTo(0, within(1e-9));
    }

    @Test
    void neverTakesTextForANumber() {
        track.update(TestingRules.START, Double.NaN, "open".hashCode(), true);
        assertThat(track.value()).isNaN();
        assertThat(track.size()).isZero();
        assertThat(track.repeats(TestingRules.START, "open")).isTrue();
        assertThat(track.repeats(TestingRules.START, "shut")).isFalse();
        assertThat(track.isLate(TestingRules.START - 1)).isTrue();
    }
}
