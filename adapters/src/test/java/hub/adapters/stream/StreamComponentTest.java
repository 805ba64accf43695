package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class StreamComponentTest {
    /** A member that is busy with a failing batch holds up the others until it asks for more. */
    private static final Duration REBALANCED = Duration.ofSeconds(90);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static EmbeddedStream kafka;

    private final List<RawFrame> received = Collections.synchronizedList(new ArrayList<>());
    private DefaultCamelContext hub;
    private String uri;

    @BeforeAll
    static void startKafka(@TempDir Path folder) {
        kafka = EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void startHub(TestInfo test) throws Exception {
        uri = "hub-stream:" + test.getTestMethod().orElseThrow().getName() + "?bootstrap=" + kafka.bootstrapServers()
                + "&partitions=4&group=" + test.getTestMethod().orElseThrow().getName();
        hub = start();
    }

    @AfterEach
    void stopHub() {
        hub.stop();
    }

    @Test
    void framesArriveOnceAndInOrderForEachDevice() throws Exception {
        consume("", this::keep);

        for (int i = 0; i < 10; i++) {
            assertThat(send(TestingFrames.frames(i * 500L, i * 500L + 500, 17))
                            .getMessage()
                            .getHeader(StreamHeaders.ACCEPTED, boolean[].class))
                    .hasSize(500)
                    .doesNotContain(false);
        }

        await().atMost(SOON).until(() -> received.size() >= 5_000);
        assertThat(received).hasSize(5_000);
        assertEachDeviceInOrder();
        assertThat(received).extracting(RawFrame::position).doesNotHaveDuplicates();
    }

    @Test
    void aSingleFrameAndAnEmptyListAreFine() throws Exception {
        consume("", this::keep);

        assertThat(send(TestingFrames.frame("only", 1)).getException()).isNull();
        assertThat(send(List.of()).getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class))
                .isEmpty();

        await().atMost(SOON).until(() -> received.size() == 1);
        assertThat(received.get(0).deviceId()).isEqualTo("only");
    }

    @Test
    void anotherBodyIsAnErrorThatSaysWhatIsTaken() {
        assertThat(send("text").getException())
                .hasMessageContaining("List of RawFrame")
                .hasMessageContaining("String");
    }

    @Test
    void refusedFramesAreNamedAndTheOthersAreDurable() throws Exception {
        consume("", this::keep);
        RawFrame nobody = TestingFrames.frame("", 2);
        RawFrame huge = withPayload(TestingFrames.frame("a", 3), new byte[20 << 20]);

        Exchange sent = send(List.of(TestingFrames.frame("a", 1), nobody, huge, TestingFrames.frame("a", 4)));

        assertThat(sent.getException())
                .isInstanceOfSatisfying(
                        StreamAppendException.class,
                        problem -> assertThat(problem.accepted()).containsExactly(true, false, false, true));
        assertThat(sent.getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class))
                .containsExactly(true, false, false, true);
        await().atMost(SOON).until(() -> received.size() == 2);
        assertThat(received).extracting(TestingFrames::sequence).containsExactly(1L, 4L);
    }

    @Test
    void aFailedBatchIsDeliveredAgainUntilItSucceeds() throws Exception {
        AtomicInteger failures = new AtomicInteger(3);
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        consume("&consumers=1", exchange -> {
            attempts.add(exchange.getMessage().getHeader(StreamHeaders.ATTEMPT, Integer.class));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the store is down");
            }
            keep(exchange);
        });

        send(TestingFrames.frames(0, 100, 5));
        send(TestingFrames.frames(100, 200, 5));

        await().atMost(SOON).until(() -> received.size() >= 200);
        assertThat(received).hasSize(200);
        assertThat(attempts).startsWith(1, 2, 3, 4);
        assertEachDeviceInOrder();
    }

    @Test
    void aRestartGoesOnBehindTheLastFinishedBatch() throws Exception {
        consume("&maxBatch=50&instance=one", this::keep);
        send(TestingFrames.frames(0, 1_000, 11));
        await().atMost(SOON).until(() -> received.size() >= 300);

        hub.stop();
        int before = received.size();
        hub = start();
        send(TestingFrames.frames(1_000, 1_500, 11));
        consume("&maxBatch=50&instance=one", this::keep);

        await().atMost(SOON).until(() -> received.size() >= 1_500);
        assertThat(before).isLessThanOrEqualTo(1_000);
        assertThat(new TreeSet<>(received.stream().map(TestingFrames::sequence).toList()))
                .hasSize(1_500);
        assertThat(received).hasSize(1_500);
        assertEachDeviceInOrder();
    }

    @Test
    void aStopDuringAFailureGivesTheBatchBack() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        consume("", exchange -> {
            tries.incrementAndGet();
            throw new IllegalStateException("the store is down");
        });
        send(TestingFrames.frames(0, 100, 3));
        await().atMost(SOON).until(() -> tries.get() >= 2);

        hub.stop();
        hub = start();
        consume("", this::keep);

        await().atMost(SOON).until(() -> received.size() >= 100);
        assertThat(received).hasSize(100);
    }

    @Test
    void anotherMemberTakesOverWithoutLossWhileABatchIsFailing() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        consume("&consumers=1", exchange -> {
            if (tries.incrementAndGet() <= 4) {
                throw new IllegalStateException("the store is down");
            }
            keep(exchange);
        });
        send(TestingFrames.frames(0, 400, 40));
        await().atMost(SOON).until(() -> tries.get() >= 2);

        try (DefaultCamelContext second = start()) {
            second.addRoutes(route(uri + "&consumers=1", this::keep));
            await().atMost(REBALANCED)
                    .until(() -> new TreeSet<>(received.stream()
                                            .map(TestingFrames::sequence)
                                            .toList())
                                    .size()
                            == 400);
        }
        assertThat(received).hasSize(400);
        assertEachDeviceInOrder();
    }

    @Test
    void foreignRecordsAreReportedBesideTheFrames() throws Exception {
        List<DeadLetter> unreadable = Collections.synchronizedList(new ArrayList<>());
        consume("", exchange -> {
            keep(exchange);
            unreadable.addAll(exchange.getMessage().getHeader(StreamHeaders.UNREADABLE, List.of(), List.class));
        });
        send(TestingFrames.frames(0, 10, 2));
        sendForeign("{\"who\":\"am I\"}".getBytes());
        send(TestingFrames.frames(10, 20, 2));

        await().atMost(SOON).until(() -> received.size() == 20 && unreadable.size() == 1);
        assertThat(unreadable.get(0).payload()).asString().isEqualTo("{\"who\":\"am I\"}");
        assertThat(unreadable.get(0).deviceId()).isEqualTo("stranger");
    }

    private void sendForeign(byte[] value) {
        Map<String, Object> options = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>("foreignRecordsAreReportedBesideTheFrames", "stranger".getBytes(), value));
        }
    }

    private void keep(Exchange exchange) {
        received.addAll(exchange.getMessage().getBody(List.class));
    }

    private void consume(String options, Processor processor) throws Exception {
        hub.addRoutes(route(uri + options, processor));
    }

    private static RouteBuilder route(String from, Processor processor) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(processor);
            }
        };
    }

    private Exchange send(Object body) {
        return hub.createProducerTemplate()
                .request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    private static DefaultCamelContext start() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(20);
        context.start();
        return context;
    }

    private static RawFrame withPayload(RawFrame frame, byte[] payload) {
        return new RawFrame(
                frame.position(), frame.deviceId(), "", "", "tcp", "", "hex", "telemetry", 0, frame.traceId(), payload);
    }

    private void assertEachDeviceInOrder() {
        Map<String, Long> last = new HashMap<>();
        synchronized (received) {
            for (RawFrame frame : received) {
                long sequence = TestingFrames.sequence(frame);
                assertThat(sequence).isGreaterThan(last.getOrDefault(frame.deviceId(), -1L));
                last.put(frame.deviceId(), sequence);
            }
        }
    }
}
