package hub.adapters.recover;

import hub.message.DeadLetter;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes a line for each dead letter, with its trace id, device, route and reason as fields of their own; at most so many a second,
 * because a fleet with a wrong firmware must not fill the disk with what the dead letters tell anyway.
 */
public final class DeadLetterLog {

    private static final Logger LOG = LoggerFactory.getLogger("hub.recover");
    private static final int LINES_A_SECOND = 20;

    private final Clock clock;
    private long second;
    private int lines;
    private long silent;

    public DeadLetterLog(Clock clock) {
        this.clock = clock;
    }

    /** Called from YAML with the letters that are about to be kept. */
    public synchronized void write(List<DeadLetter> letters) {
        long now = clock.millis() / 1000;
        if (now != second) {
            if (silent > 0) {
                LOG.warn("{} more dead letters were not written here; GET /api/v1/dead-letters has them", silent);
            }
            second = now;
            lines = 0;
            silent = 0;
        }
        for (DeadLetter letter : letters) {
            if (lines++ < LINES_A_SECOND) {
                line(letter);
            } else {
                silent++;
            }
        }
    }

    private static void line(DeadLetter letter) {
        MDC.put("trace.id", letter.headers().getOrDefault("traceId", ""));
        MDC.put("device.id", letter.deviceId());
        MDC.put("hub.route", letter.route());
        MDC.put("hub.reason", letter.reason());
        try {
            LOG.warn(
                    "dead letter {}: {} in {}: {}",
                    letter.id(),
                    letter.reason(),
                    letter.route(),
                    letter.problems().isEmpty() ? "" : letter.problems().get(0));
        } finally {
            List.of("trace.id", "device.id", "hub.route", "hub.reason").forEach(MDC::remove);
        }
    }
}
