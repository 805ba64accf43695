package hub.adapters.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** How far the readers of one group in this hub are behind: records they have not finished, or milliseconds where a shard tells only these. */
public final class GroupLag implements LongSupplier {
    /** Finding meters means looking at every one of the hub's, so a newly read partition is seen a moment later. */
    private static final long KNOWN_NANOS = Duration.ofSeconds(1).toNanos();

    private final MeterRegistry meters;
    private final String group;
    private Collection<Gauge> lags = List.of();
    private Collection<Gauge> delays = List.of();
    private long foundAt = System.nanoTime() - KNOWN_NANOS;

    public GroupLag(MeterRegistry meters, String group) {
        this.meters = meters;
        this.group = group;
    }

    @Override
    public synchronized long getAsLong() {
        if (System.nanoTime() - foundAt >= KNOWN_NANOS) {
            lags = find(StreamMetrics.LAG);
            delays = find(StreamMetrics.BEHIND);
            foundAt = System.nanoTime();
        }
        return Math.max(sum(lags), sum(delays));
    }

    private Collection<Gauge> find(String name) {
        return meters.find(name).tag("group", group).gauges();
    }

    private static long sum(Collection<Gauge> partitions) {
        return Math.round(partitions.stream().mapToDouble(Gauge::value).sum());
    }
}
