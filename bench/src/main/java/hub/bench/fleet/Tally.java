package hub.bench.fleet;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a run has come to so far, counted by all connections together. */
public final class Tally {
    private static final long HIGHEST_MICROS = 600_000_000L;

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder inDoubt = new LongAdder();
    private final AtomicLong lastAckNanos = new AtomicLong();
    private final AtomicReference<String> firstRefusal = new AtomicReference<>("");
    private final Histogram latency = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Ledger ledger;
    private final DeviceFleet fleet;

    Tally(Ledger ledger, DeviceFleet fleet) {
        this.ledger = ledger;
        this.fleet = fleet;
    }

    void sent(long count) {
        sent.add(count);
    }

    void acknowledged(int device, long timestamp, long sentNanos) {
        long now = System.nanoTime();
        acknowledged.increment();
        lastAckNanos.set(now);
        latency.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, (now - sentNanos) / 1000)));
        ledger.add(fleet.id(device), timestamp);
    }

    void refused(long count, String reason) {
        refused.add(count);
        firstRefusal.compareAndSet("", reason);
    }

    void reconnected() {
        reconnects.increment();
    }

    void inDoubt(long count) {
        inDoubt.add(count);
    }

    /** Readings written to the wire. */
    public long sent() {
        return sent.sum();
    }

    /** Readings that the receiver promised to keep. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Readings that the receiver refused. */
    public long refused() {
        return refused.sum();
    }

    /** What the receiver said with its first refusal, or empty. */
    public String firstRefusal() {
        return firstRefusal.get();
    }

    /** Readings whose connection broke, or whose time ran out, before the answer: kept or not, nobody promised. */
    public long inDoubt() {
        return inDoubt.sum();
    }

    /** How often a connection was made anew. */
    public long reconnects() {
        return reconnects.sum();
    }

    /** Time of the last acknowledgement on the {@link System#nanoTime} clock, or 0. */
    long lastAckNanos() {
        return lastAckNanos.get();
    }

    /** Time from writing to answer at a percentile (0 to 100), milliseconds. */
    public double latencyMillis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }

    void flush() {
        ledger.flush();
    }
}
