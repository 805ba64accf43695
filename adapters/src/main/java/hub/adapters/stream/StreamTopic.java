package hub.adapters.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure the topic is there with the wanted number of partitions before anybody writes, because Kafka's own creation ignores it. */
final class StreamTopic {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTopic.class);
    private static final int TIMEOUT_SECONDS = 10;

    private StreamTopic() {}

    /**
     * Creates the topic with the cluster's default replication; one that exists stays as it is.
     *
     * @throws IllegalStateException when Kafka does not answer within 10 s
     */
    static void ensure(StreamClientSettings settings, int partitions) {
        try (Admin admin = Admin.create(settings.admin())) {
            NewTopic topic = new NewTopic(settings.topic(), Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            LOG.info("Created topic {} with {} partitions", settings.topic(), partitions);
        } catch (ExecutionException problem) {
            if (!(problem.getCause() instanceof TopicExistsException)) {
                throw unreachable(settings, problem.getCause());
            }
        } catch (TimeoutException silent) {
            throw unreachable(settings, silent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unreachable(settings, stop);
        }
    }

    private static IllegalStateException unreachable(StreamClientSettings settings, Throwable cause) {
        return new IllegalStateException(
                "Cannot make sure of topic " + settings.topic() + " at " + settings.bootstrap() + " ("
                        + cause.getMessage() + "). Start Kafka there or change the setting hub.stream.bootstrap.",
                cause);
    }
}
