package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.ChildProgram;
import hub.adapters.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedStreamTest {
    private static final String TOPIC = "readings";
    private static final int RECORDS = 500;

    @TempDir
    Path folder;

    @Test
    void findsRecordsAndCommittedOffsetsAfterARestart() throws Exception {
        try (var stream = start()) {
            stream.createTopic(TOPIC, 3);
            write(stream, 10);
            assertThat(readAndCommit(stream)).hasSize(10);
        }

        try (var stream = start()) {
            stream.createTopic(TOPIC, 5);
            assertThat(partitions(stream)).isEqualTo(3);
            assertThat(readAndCommit(stream)).isEmpty();
            write(stream, 4);
            assertThat(readAndCommit(stream)).hasSize(4);
            assertThat(stream.isHealthy()).isTrue();
        }
    }

    @Test
    void keepsEveryAcknowledgedRecordWhenTheHubIsKilled() throws Exception {
        try (var hub = ChildProgram.start(HubThatIsKilled.class, folder.toString())) {
            hub.awaitLine("ACKNOWLEDGED");
            hub.kill();
        }

        try (var stream = start()) {
            assertThat(readAll(stream)).hasSize(RECORDS).contains("reading 0", "reading " + (RECORDS - 1));
        }
    }

    @Test
    void saysWhichPortIsTakenBeforeTouchingTheFolder() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = EmbeddedStreamSettings.in(folder).withPort(other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedStream.start(settings))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("hub.stream.port");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatAnotherHubUses() {
        try (var stream = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(stream.isHealthy()).isTrue();
        }
    }

    @Test
    void isUnhealthyOnceClosed() {
        var stream = start();
        stream.close();

        assertThat(stream.isHealthy()).isFalse();
    }

    @Test
    void turnsUnhealthyInsteadOfEndingTheHubWhenTheNodeGivesUp() {
        try (var stream = start()) {
            Exit.exit(1, "disk full");

            assertThat(stream.isHealthy()).isFalse();
            assertThat(FaultWatch.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("disk full"));
        }
    }

    private EmbeddedStream start() {
        return EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
    }

    private static void write(EmbeddedStream stream, int records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stream.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (int number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(TOPIC, "device-" + number, "reading " + number));
            }
        }
    }

    private static List<String> readAndCommit(EmbeddedStream stream) {
        try (var consumer = consumer(stream)) {
            consumer.subscribe(List.of(TOPIC));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(50));
            }
            consumer.assignment()
                    .forEach(partition -> consumer.seek(
                            partition,
                            Optional.ofNullable(consumer.committed(Set.of(partition))
                                            .get(partition))
                                    .map(OffsetAndMetadata::offset)
                                    .orElse(0L)));
            return drain(consumer);
        }
    }

    private static List<String> readAll(EmbeddedStream stream) {
        try (var consumer = consumer(stream)) {
            consumer.assign(consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            return drain(consumer);
        }
    }

    private static List<String> drain(KafkaConsumer<String, String> consumer) {
        var ends = consumer.endOffsets(consumer.assignment());
        var values = new ArrayList<String>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
        }
        consumer.commitSync();
        return values;
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedStream stream) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stream.bootstrapServers(),
                        "group.id",
                        "hub",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static int partitions(EmbeddedStream stream) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", stream.bootstrapServers()))) {
            return admin.describeTopics(List.of(TOPIC))
                    .allTopicNames()
                    .get()
                    .get(TOPIC)
                    .partitions()
                    .size();
        }
    }

    /** Writes, says so, and waits for its end. */
    static final class HubThatIsKilled {
        private HubThatIsKilled() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Files.createDirectories(Path.of(arguments[0]));
            var stream = EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
            stream.createTopic(TOPIC, 3);
            write(stream, RECORDS);
            System.out.println("ACKNOWLEDGED");
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
