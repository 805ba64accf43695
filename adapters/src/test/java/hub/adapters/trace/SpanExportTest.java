package hub.adapters.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which traces are sent, and that nobody waits for a collector. */
class SpanExportTest {

    private static final String EARLY = "0123456789abcdef0000000000000001";
    private static final String LATE = "0123456789abcdef7fffffffffffff00";

    @Test
    void withoutACollectorNothingIsWanted() {
        try (SpanExport spans = new SpanExport(new TraceSettings("", 1, "hub"))) {
            assertThat(spans.isOn()).isFalse();
            assertThat(spans.wants(EARLY)).isFalse();
        }
    }

    @Test
    void theTraceIdDecidesSoThatAllHubsSendTheSameTraces() {
        try (SpanExport spans = new SpanExport(new TraceSettings("http://127.0.0.1:9/v1/traces", 0.5, "hub"))) {
            assertThat(spans.wants(EARLY)).isTrue();
            assertThat(spans.wants(LATE)).isFalse();
            assertThat(spans.wants("no trace id")).isFalse();
            assertThat(spans.wants("z".repeat(32))).isFalse();
        }
        assertThatThrownBy(() -> new SpanExport(new TraceSettings("http://127.0.0.1:9", 2, "hub")))
                .hasMessageContaining("hub.trace.ratio");
    }

    @Test
    void aCollectorThatIsAwayHoldsNobodyUp() {
        try (SpanExport spans = new SpanExport(new TraceSettings("http://127.0.0.1:9/v1/traces", 1, "hub"))) {
            long begun = System.nanoTime();
            IntStream.range(0, 50_000).forEach(number -> spans.add(span("receive", "")));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            await().atMost(Duration.ofSeconds(20)).until(() -> spans.dropped() == 50_000);
        }
    }

    @Test
    void aStepFindsItsParentByNameAlone() {
        assertThat(span("stream", "receive").parentId())
                .isEqualTo(span("receive", "").id());
        assertThat(span("receive", "").parentId()).isEmpty();
        assertThat(new String(
                        SpanText.write("hub", java.util.List.of(span("stream", "receive"))),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"parentSpanId\":", "\"startTimeUnixNano\":\"1000000\"", "service.name");
    }

    private static Span span(String name, String parent) {
        return new Span(EARLY, name, "", parent, "", 1, 2, false, Map.of("device.id", "d"));
    }
}
