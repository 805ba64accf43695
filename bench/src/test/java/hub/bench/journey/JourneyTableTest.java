package hub.bench.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JourneyTableTest {
    @Test
    void showsMediansRoundsSumsOfLossesAndTheRatioToTheFirst() {
        JourneyTable table = new JourneyTable("title");
        table.add("first", measured(100_000, 0));
        table.add("first", measured(300_000, 0));
        table.add("first", measured(200_000, 0));
        table.add("second", measured(50_000, 2));
        table.add("second", measured(50_000, 3));

        assertThat(table.markdown())
                .contains("| first | 200,000 (100,000, 300,000, 200,000) | 1.00 |")
                .contains("| second | 50,000 (50,000, 50,000) | 0.25 |")
                .containsPattern("second .* 5 \\| 0 \\|");
    }

    private static Measurement measured(double perSecond, long lost) {
        return new Measurement(1000, perSecond, 1, 2, 3, 4, 5, 6, 7, 8, lost, 0);
    }
}
