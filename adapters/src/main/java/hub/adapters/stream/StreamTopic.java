package hub.adapters.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure the topic is there with the wanted number of partitions before anybody writes, because Kafka's own creation ignores it. */
final class StreamTopic {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTopic.class);
    private static final int PATIENCE_SECONDS = 30;
    private static final long PAUSE_MS = 250;

    private StreamTopic() {}

    /**
     * Creates the topic with the cluster's default replication; one that exists stays as it is.
     *
     * @throws IllegalStateException when Kafka cannot do it within 30 s
     */
    static void ensure(StreamClientSettings settings, int partitions) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (Admin admin = Admin.create(settings.admin())) {
            Optional<Throwable> failure = create(admin, settings, partitions);
            while (failure.isPresent() && System.nanoTime() < deadline) {
                LOG.info(
                        "Waiting for topic {}: {}",
                        settings.topic(),
                        failure.get().toString());
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                failure = create(admin, settings, partitions);
            }
            if (failure.isPresent()) {
                throw unreachable(settings, failure.get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, stop);
        }
    }

    private static Optional<Throwable> create(Admin admin, StreamClientSettings settings, int partitions)
            throws InterruptedException {
        try {
            NewTopic topic = new NewTopic(settings.topic(), Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
            LOG.info("Created topic {} with {} partitions", settings.topic(), partitions);
            return Optional.empty();
        } catch (ExecutionException problem) {
            return problem.getCause() instanceof TopicExistsException
                    ? Optional.empty()
                    : Optional.of(problem.getCause());
        }
    }

    private static IllegalStateException unreachable(StreamClientSettings settings, Throwable cause) {
        return new IllegalStateException(
                "Cannot make sure of topic " + settings.topic() + " at " + settings.bootstrap() + " (" + cause
                        + "). Start Kafka there or change the setting hub.stream.bootstrap.",
                cause);
    }
}
