package hub.adapters.recover;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import hub.message.DeadLetter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The line of a dead letter says which trace and device it was, and a flood is not written out. */
class DeadLetterLogTest {

    private final DeadLetterLog log = new DeadLetterLog(Clock.fixed(Instant.EPOCH.plusSeconds(5), ZoneOffset.UTC));

    @Test
    void aLineCarriesTraceDeviceRouteAndReason() {
        ILoggingEvent line = written(() -> log.write(List.of(letter("1-1")))).get(0);

        assertThat(line.getFormattedMessage()).contains("1-1", "checksum", "tempC is missing");
        assertThat(line.getMDCPropertyMap())
                .containsEntry("trace.id", "0123456789abcdef0123456789abcdef")
                .containsEntry("device.id", "dev-1")
                .containsEntry("hub.route", "standardize-telemetry")
                .containsEntry("hub.reason", "checksum");
        assertThat(MDC.get("trace.id")).isNull();
    }

    @Test
    void aFloodIsNotWrittenOut() {
        assertThat(written(() -> log.write(Collections.nCopies(5_000, letter("1-2")))))
                .hasSize(20);
    }

    private static List<ILoggingEvent> written(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger("hub.recover");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            work.run();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list;
    }

    private static DeadLetter letter(String id) {
        return new DeadLetter(
                id,
                Instant.EPOCH,
                "standardize",
                "checksum",
                List.of("tempC is missing"),
                "standardize-telemetry",
                "dev-1",
                "prod-a",
                "",
                1,
                Map.of("traceId", "0123456789abcdef0123456789abcdef"),
                new byte[] {1});
    }
}
