package hub.adapters.stream;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The batch at work, its place in the topic, and what of it is still ours after partitions moved to another consumer. */
final class PendingBatch {
    private FrameBatch batch;
    private final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    private final Map<TopicPartition, Integer> counts = new HashMap<>();

    PendingBatch(ConsumerRecords<ByteBuffer, ByteBuffer> records, RecordReader envelopes, String topic) {
        BatchReader reader = new BatchReader(envelopes, topic, records.count());
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<ByteBuffer, ByteBuffer>> some = records.records(partition);
            for (ConsumerRecord<ByteBuffer, ByteBuffer> record : some) {
                StreamPosition position = new StreamPosition(partition.partition(), Long.toString(record.offset()));
                reader.add(position, record.key(), record.value());
            }
            ends.put(partition, records.nextOffsets().get(partition));
            counts.put(partition, some.size());
        }
        batch = reader.batch();
    }

    FrameBatch batch() {
        return batch;
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    /** The offsets to commit when the batch is done. */
    Map<TopicPartition, OffsetAndMetadata> ends() {
        return ends;
    }

    int count(TopicPartition partition) {
        return counts.getOrDefault(partition, 0);
    }

    /** Forgets the records of partitions that another consumer has now. */
    void drop(Collection<TopicPartition> lost) {
        if (!ends.keySet().removeAll(Set.copyOf(lost))) {
            return;
        }
        counts.keySet().removeAll(Set.copyOf(lost));
        Set<Integer> gone = lost.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        List<RawFrame> frames = batch.frames().stream()
                .filter(frame -> !gone.contains(frame.position().partition()))
                .toList();
        List<DeadLetter> unreadable = batch.unreadable().stream()
                .filter(letter ->
                        gone.stream().noneMatch(partition -> letter.id().startsWith(partition + "-")))
                .toList();
        batch = new FrameBatch(frames, unreadable);
    }
}
