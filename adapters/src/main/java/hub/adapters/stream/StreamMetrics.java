package hub.adapters.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;

/** Counts what goes into and out of the stream, so that operators see lag and repetition before devices feel them. */
final class StreamMetrics {
    static final String LAG = "hub.stream.lag";
    static final String BEHIND = "hub.stream.behind";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Tags readers;
    private final Counter appended;
    private final Counter refused;
    private final Timer appendTime;
    private final Counter consumed;
    private final Counter unreadable;
    private final Counter retries;
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final Map<Integer, AtomicLong> lags = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicLong> delays = new ConcurrentHashMap<>();

    /** @param group of the readers; what is appended belongs to no group */
    StreamMetrics(MeterRegistry registry, String topic, String group) {
        this.registry = registry;
        this.tags = Tags.of("topic", topic);
        this.readers = tags.and("group", group);
        appended = counter("hub.stream.appended", "frames made durable", tags);
        refused = counter("hub.stream.refused", "frames not made durable", tags);
        appendTime = timer("hub.stream.append.time", "from hand-over of a list of frames to its acknowledgement", tags);
        consumed = counter("hub.stream.consumed", "records whose processing is finished", readers);
        unreadable = counter("hub.stream.unreadable", "records that are not frames", readers);
        retries = counter("hub.stream.retries", "repeated deliveries of a batch after a failure", readers);
        batchSize = DistributionSummary.builder("hub.stream.batch.size")
                .description("records in one exchange")
                .tags(readers)
                .register(registry);
        batchTime = timer("hub.stream.batch.time", "processing of one exchange", readers);
    }

    /** Uses the one meter registry of the context, or Micrometer's global one. */
    static StreamMetrics of(CamelContext context, String topic, String group) {
        MeterRegistry found = context.getRegistry().findSingleByType(MeterRegistry.class);
        return new StreamMetrics(found == null ? Metrics.globalRegistry : found, topic, group);
    }

    void appended(boolean[] accepted, long nanoseconds) {
        int durable = 0;
        for (boolean one : accepted) {
            durable += one ? 1 : 0;
        }
        appended.increment(durable);
        if (durable < accepted.length) {
            refused.increment(accepted.length - durable);
        }
        appendTime.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    void delivered(FrameBatch batch, long nanoseconds) {
        consumed.increment(batch.size());
        if (!batch.unreadable().isEmpty()) {
            unreadable.increment(batch.unreadable().size());
        }
        batchSize.record(batch.size());
        batchTime.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    void retried() {
        retries.increment();
    }

    /** Sets how many records of a partition are not finished yet. */
    void lag(int partition, long records) {
        lags.computeIfAbsent(partition, one -> gauge(LAG, "records of a partition that are not finished yet", one))
                .set(records);
    }

    /** Sets by how many milliseconds a Kinesis shard's reader is behind its newest record. */
    void behind(int shard, long milliseconds) {
        delays.computeIfAbsent(shard, one -> gauge(BEHIND, "milliseconds behind the newest record", one))
                .set(milliseconds);
    }

    private AtomicLong gauge(String name, String description, int partition) {
        AtomicLong lag = new AtomicLong();
        Gauge.builder(name, lag, AtomicLong::get)
                .description(description)
                .tags(readers.and(Tag.of("partition", Integer.toString(partition))))
                .strongReference(true)
                .register(registry);
        return lag;
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name).description(description).tags(tags).register(registry);
    }
}
