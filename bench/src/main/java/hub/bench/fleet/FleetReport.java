package hub.bench.fleet;

import java.time.Duration;
import java.util.Locale;

/**
 * What came of a run, seen by the devices.
 *
 * @param sent readings written to the wire
 * @param acknowledged readings the receiver promised to keep
 * @param refused readings it refused
 * @param inDoubt readings without an answer
 * @param reconnects connections made anew
 * @param seconds from the first connection to the last acknowledgement
 * @param ackMedianMillis time from writing to answer, median
 * @param ackP99Millis the same, 99th percentile
 * @param firstRefusal what the receiver said with its first refusal, or empty
 */
public record FleetReport(
        long sent,
        long acknowledged,
        long refused,
        long inDoubt,
        long reconnects,
        double seconds,
        double ackMedianMillis,
        double ackP99Millis,
        String firstRefusal) {

    static FleetReport of(Tally tally, Duration took) {
        return new FleetReport(
                tally.sent(),
                tally.acknowledged(),
                tally.refused(),
                tally.inDoubt(),
                tally.reconnects(),
                took.toNanos() / 1e9,
                tally.latencyMillis(50),
                tally.latencyMillis(99),
                tally.firstRefusal());
    }

    /** Acknowledged readings per second, or sent ones where nothing is acknowledged. */
    public double perSecond() {
        return (acknowledged > 0 ? acknowledged : sent) / Math.max(seconds, 1e-3);
    }

    /** A few lines for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "sent %,d  acknowledged %,d  refused %,d  in doubt %,d  reconnects %,d%n"
                        + "%,.0f readings/s in %.1f s; answered in p50 %.1f ms, p99 %.1f ms%s%n",
                sent,
                acknowledged,
                refused,
                inDoubt,
                reconnects,
                perSecond(),
                seconds,
                ackMedianMillis,
                ackP99Millis,
                firstRefusal.isEmpty() ? "" : System.lineSeparator() + "first refusal: " + firstRefusal);
    }
}
