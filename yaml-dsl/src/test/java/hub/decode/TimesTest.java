package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.product.TimeText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final long MILLIS = 1756653767451L;

    @Test
    void tellsSecondsMillisecondsMicrosecondsAndNanosecondsByTheirSize() {
        assertThat(read(1756653767L)).isEqualTo(1756653767000L);
        assertThat(read(1756653767.451)).isEqualTo(MILLIS);
        assertThat(read(MILLIS)).isEqualTo(MILLIS);
        assertThat(read(MILLIS * 1000 + 7)).isEqualTo(MILLIS);
        assertThat(read(MILLIS * 1_000_000 + 7)).isEqualTo(MILLIS);
        assertThat(read("1756653767451")).isEqualTo(MILLIS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-08-31T15:22:47.451Z",
                "2025-08-31T15:22:47.451",
                "2025-08-31 15:22:47.451",
                "2025-09-01T00:22:47.451+09:00",
                " 2025-08-31T15:22:47.451000Z "
            })
    void readsIsoInItsVariants(String text) {
        assertThat(read(text)).isEqualTo(MILLIS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "soon", "2025-13-01T00:00:00Z", "2025-08-31", "99999999999999999999", "12:30"})
    void refusesWhatIsNoTime(String text) {
        assertThat(read(text)).isEqualTo(Times.NONE);
    }

    @Test
    void readsTheProductsOwnPatternInItsZone() {
        TimeText own =
                new TimeText(Optional.of(DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm")), ZoneId.of("Asia/Seoul"));
        assertThat(Times.epochMillis("31.01.2026 21:00", own)).isEqualTo(TestingFrames.NOW.toEpochMilli());
        assertThat(Times.epochMillis("2026-01-31T12:00:00Z", own)).isEqualTo(Times.NONE);
        assertThat(Times.epochMillis(true, own)).isEqualTo(Times.NONE);
        assertThat(Times.epochMillis(Double.NaN, own)).isEqualTo(Times.NONE);
    }

    private static long read(Object sent) {
        return Times.epochMillis(sent, TimeText.STANDARD);
    }
}
