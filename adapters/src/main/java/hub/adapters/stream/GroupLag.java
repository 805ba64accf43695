package hub.adapters.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/** How far the readers of one group in this hub are behind: records they have not finished, or milliseconds where a shard tells only these. */
public record GroupLag(MeterRegistry meters, String group) implements LongSupplier {

    @Override
    public long getAsLong() {
        return Math.max(sum(StreamMetrics.LAG), sum(StreamMetrics.BEHIND));
    }

    private long sum(String name) {
        double sum = 0;
        for (Gauge partition : meters.find(name).tag("group", group).gauges()) {
            sum += partition.value();
        }
        return Math.round(sum);
    }
}
