package hub.adapters.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * How the hub talks to Kafka, in one place.
 *
 * @param topic the one topic
 * @param bootstrap {@code host:port}, several separated by commas
 * @param group the consumer group
 * @param instance name of this hub within the group, so that a restart takes its partitions back at once; empty = a new member each time
 * @param lingerMs how long a record may wait for company, milliseconds
 * @param compression {@code none}, {@code lz4}, {@code zstd}, {@code gzip} or {@code snappy}
 * @param bufferBytes how much may wait for Kafka before senders are held back, bytes
 * @param maxBlockMs how long a sender is held back before its frames are refused, milliseconds
 * @param deliveryTimeoutMs how long an append is tried before its frames are refused, milliseconds
 * @param maxBatch the most records in one exchange
 * @param fetchWaitMs how long Kafka may hold a fetch back to fill it, milliseconds: costs latency, saves processor time
 */
record StreamClientSettings(
        String topic,
        String bootstrap,
        String group,
        String instance,
        int lingerMs,
        String compression,
        long bufferBytes,
        int maxBlockMs,
        int deliveryTimeoutMs,
        int maxBatch,
        int fetchWaitMs) {
    /** Otherwise the client forgets the partitions as soon as no broker answers, and cannot even buffer. */
    private static final String KEEP_KNOWN_BROKERS = "none";

    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int MAX_POLL_INTERVAL_MS = 15 * 60_000;
    private static final int SEND_BATCH_BYTES = 256 << 10;
    private static final int FETCH_MIN_BYTES = 128 << 10;
    private static final int FETCH_PARTITION_BYTES = 4 << 20;

    Map<String, Object> admin() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("default.api.timeout.ms", 10_000);
        properties.put("request.timeout.ms", 5_000);
        return properties;
    }

    Map<String, Object> producer() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, SEND_BATCH_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlockMs);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(REQUEST_TIMEOUT_MS, deliveryTimeoutMs / 2));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeoutMs);
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, KEEP_KNOWN_BROKERS);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return properties;
    }

    Map<String, Object> consumer(int number) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + number);
        if (!instance.isEmpty()) {
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance + "-" + number);
        }
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_MIN_BYTES);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchWaitMs);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_PARTITION_BYTES);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
        return properties;
    }
}
