package hub.master.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Date;
import org.junit.jupiter.api.Test;

class MarkTest {

    @Test
    void aMarkIsKeptAndBoundAsTheSourceHasIt() {
        Timestamp time = Timestamp.valueOf("2026-03-01 09:00:00.123456");

        assertThat(Mark.restored(Mark.of(time).stored()).value()).isEqualTo(time);
        assertThat(Mark.restored(Mark.of(new BigDecimal("12")).stored()).value())
                .isEqualTo(12L);
        assertThat(Mark.of("WMS 1").value()).isEqualTo("WMS 1");
        assertThat(Mark.written("1970-01-01T00:00:00").value()).isInstanceOf(Timestamp.class);
        assertThat(Mark.written("0").value()).isEqualTo(0L);
    }

    @Test
    void documentsAreAskedForInTheirOwnWords() {
        assertThat(Mark.of(new Date(0)).json()).isEqualTo("{\"$date\": \"1970-01-01T00:00:00Z\"}");
        assertThat(Mark.of(7).json()).isEqualTo("7");
        assertThat(Mark.of("a\"b").json()).isEqualTo("\"a\\\"b\"");
    }

    @Test
    void theOverlapIsTakenOffTimesAndNumbers() {
        assertThat(Mark.written("2026-03-01T00:00:00Z").back(60).text()).isEqualTo("2026-02-28T23:59:00Z");
        assertThat(Mark.written("2026-03-01T09:00:00+09:00").text()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(Mark.written("100").back(60).text()).isEqualTo("40");
        assertThat(Mark.written("b").back(60).text()).isEqualTo("b");
    }

    @Test
    void marksAreInTheOrderOfTheirValues() {
        assertThat(Mark.written("9")).isLessThan(Mark.written("10"));
        assertThat(Mark.written("2026-03-01T00:00:00.5Z")).isGreaterThan(Mark.written("2026-03-01T00:00:00Z"));
    }
}
