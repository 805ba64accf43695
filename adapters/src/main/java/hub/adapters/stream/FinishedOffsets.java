package hub.adapters.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits finished offsets now and then, because a commit for each small batch costs the broker more than the batch itself. */
final class FinishedOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(FinishedOffsets.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<?, ?> kafka;
    private final long intervalNanos;
    private final Map<TopicPartition, OffsetAndMetadata> waiting = new HashMap<>();
    private final Map<TopicPartition, Long> told = new HashMap<>();
    private long lastCommit = System.nanoTime();

    FinishedOffsets(Consumer<?, ?> kafka, int intervalMs) {
        this.kafka = kafka;
        this.intervalNanos = intervalMs * 1_000_000L;
    }

    void add(Map<TopicPartition, OffsetAndMetadata> ends) {
        waiting.putAll(ends);
    }

    /** Adds what somebody else says is finished, of partitions that are assigned, where it is further than what was said before. */
    void addLater(String topic, Set<TopicPartition> assigned, Map<Integer, String> offsets) {
        offsets.forEach((number, offset) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            long next = Long.parseLong(offset) + 1;
            if (assigned.contains(partition) && next != told.getOrDefault(partition, -1L)) {
                told.put(partition, next);
                waiting.put(partition, new OffsetAndMetadata(next));
            }
        });
    }

    /** Commits in the background when the interval is over; a failure is tried again later. */
    void commitWhenDue() {
        if (waiting.isEmpty() || System.nanoTime() - lastCommit < intervalNanos) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> sent = Map.copyOf(waiting);
        waiting.clear();
        kafka.commitAsync(sent, (offsets, failure) -> {
            if (failure != null) {
                LOG.warn("Offsets not committed, trying again: {}", failure.getMessage());
                offsets.forEach(waiting::putIfAbsent);
            }
        });
    }

    /** Commits all and waits for it, at most 5 s; what fails is read again by the next owner. */
    void commitNow() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            commitDespiteWakeup();
            waiting.clear();
        } catch (KafkaException failure) {
            LOG.warn("Offsets not committed, their records will be delivered again: {}", failure.getMessage());
        }
    }

    private void commitDespiteWakeup() {
        try {
            kafka.commitSync(Map.copyOf(waiting), SYNC_TIMEOUT);
        } catch (WakeupException stopping) {
            kafka.commitSync(Map.copyOf(waiting), SYNC_TIMEOUT);
        }
    }

    void drop(Collection<TopicPartition> lost) {
        waiting.keySet().removeAll(lost);
        told.keySet().removeAll(lost);
    }
}
