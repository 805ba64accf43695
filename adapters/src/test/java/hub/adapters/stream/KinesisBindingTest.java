package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.SdkBytes;

class KinesisBindingTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static TestingKinesis kinesis;

    private final ReceivedFrames received = new ReceivedFrames();
    private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
    private final List<DefaultCamelContext> hubs = new ArrayList<>();
    private String stream;

    @BeforeAll
    static void startKinesis() throws Exception {
        kinesis = TestingKinesis.start();
    }

    @AfterAll
    static void stopKinesis() throws Exception {
        kinesis.close();
    }

    @BeforeEach
    void createStream(TestInfo test) {
        stream = test.getTestMethod().orElseThrow().getName();
        kinesis.createStream(stream, 3);
    }

    @AfterEach
    void stopHubs() {
        hubs.forEach(DefaultCamelContext::stop);
    }

    @Test
    void framesArriveOnceAndInOrderWithTheirPositions() throws Exception {
        DefaultCamelContext hub = hub(received::keep);

        for (int i = 0; i < 4; i++) {
            Exchange sent = send(hub, TestingFrames.frames(i * 600L, i * 600L + 600, 50));
            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class))
                    .hasSize(600)
                    .doesNotContain(false);
            assertThat(sent.getMessage().getBody(List.class)).hasSize(600);
        }

        await().atMost(SOON).until(() -> received.size() >= 2_400);
        assertThat(received.size()).isEqualTo(2_400);
        received.assertEachDeviceInOrder();
        assertThat(received.all()).extracting(RawFrame::position).doesNotHaveDuplicates();
        assertThat(received.all())
                .extracting(frame -> frame.position().partition())
                .containsOnly(0, 1, 2);
        assertPositionsGrow();
    }

    @Test
    void aRestartGoesOnBehindTheCheckpoint() throws Exception {
        DefaultCamelContext first = hub(received::keep);
        send(first, TestingFrames.frames(0, 500, 20));
        await().atMost(SOON).until(() -> received.size() >= 500);
        first.stop();

        DefaultCamelContext second = hub(received::keep);
        send(second, TestingFrames.frames(500, 1_000, 20));

        await().atMost(SOON).until(() -> received.size() >= 1_000);
        assertThat(received.size()).isEqualTo(1_000);
        received.assertEachDeviceInOrder();
    }

    @Test
    void aFailedBatchIsDeliveredAgainAndARestartMeanwhileLosesNothing() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        DefaultCamelContext failing = hub(exchange -> {
            tries.incrementAndGet();
            throw new IllegalStateException("the store is down");
        });
        send(failing, TestingFrames.frames(0, 300, 9));
        await().atMost(SOON).until(() -> tries.get() >= 5);
        failing.stop();

        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failures = new AtomicInteger(4);
        hub(exchange -> {
            attempts.add(exchange.getMessage().getHeader(StreamHeaders.ATTEMPT, Integer.class));
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the store is still down");
            }
            received.keep(exchange);
        });

        await().atMost(SOON).until(() -> received.size() >= 300);
        assertThat(received.size()).isEqualTo(300);
        assertThat(attempts).contains(1, 2);
        received.assertEachDeviceInOrder();
    }

    @Test
    void newShardsAreReadAfterTheOnesTheyReplace() throws Exception {
        DefaultCamelContext hub = hub(received::keep);
        send(hub, TestingFrames.frames(0, 500, 25));
        split("shardId-000000000000");
        split("shardId-000000000001");
        send(hub, TestingFrames.frames(500, 1_500, 25));

        await().atMost(SOON).until(() -> received.size() >= 1_500);
        assertThat(received.size()).isEqualTo(1_500);
        received.assertEachDeviceInOrder();
        assertThat(checkpoints.load(stream, "hub")).containsEntry("shardId-000000000000", ShardReader.END);
    }

    @Test
    void foreignRecordsAreReportedBesideTheFrames() throws Exception {
        List<DeadLetter> unreadable = Collections.synchronizedList(new ArrayList<>());
        DefaultCamelContext hub = hub(exchange -> {
            received.keep(exchange);
            unreadable.addAll(exchange.getMessage().getHeader(StreamHeaders.UNREADABLE, List.of(), List.class));
        });
        send(hub, TestingFrames.frames(0, 5, 1));
        kinesis.client()
                .putRecord(
                        put -> put.streamName(stream).partitionKey("stranger").data(SdkBytes.fromUtf8String("hello")));
        send(hub, TestingFrames.frames(5, 10, 1));

        await().atMost(SOON).until(() -> received.size() == 10 && unreadable.size() == 1);
        assertThat(unreadable.get(0).payload()).asString().isEqualTo("hello");
    }

    @Test
    void frameThatKinesisCannotCarryIsRefusedAloneAndNamed() throws Exception {
        DefaultCamelContext hub = hub(received::keep);
        List<RawFrame> frames = new ArrayList<>(TestingFrames.frames(0, 3, 1));
        frames.add(1, TestingFrames.frame("", 99));

        Exchange sent = send(hub, frames);

        assertThat(sent.getException())
                .isInstanceOfSatisfying(
                        StreamAppendException.class,
                        problem -> assertThat(problem.accepted()).containsExactly(true, false, true, true));
        await().atMost(SOON).until(() -> received.size() == 3);
    }

    private void split(String shard) {
        var range =
                kinesis
                        .client()
                        .describeStream(describe -> describe.streamName(stream))
                        .streamDescription()
                        .shards()
                        .stream()
                        .filter(one -> one.shardId().equals(shard))
                        .findFirst()
                        .orElseThrow()
                        .hashKeyRange();
        var middle = new java.math.BigInteger(range.startingHashKey())
                .add(new java.math.BigInteger(range.endingHashKey()))
                .shiftRight(1);
        kinesis.client()
                .splitShard(
                        split -> split.streamName(stream).shardToSplit(shard).newStartingHashKey(middle.toString()));
        kinesis.awaitActive(stream);
    }

    private void assertPositionsGrow() {
        for (int shard = 0; shard < 3; shard++) {
            int number = shard;
            List<StreamPosition> positions = received.all().stream()
                    .map(RawFrame::position)
                    .filter(position -> position.partition() == number)
                    .toList();
            assertThat(positions)
                    .isSorted()
                    .allSatisfy(position -> assertThat(position.offset()).matches("[0-9]+"));
        }
    }

    private DefaultCamelContext hub(Processor processor) throws Exception {
        DefaultCamelContext hub = new DefaultCamelContext();
        hubs.add(hub);
        Path kamelets = Path.of(System.getProperty("hub.home", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve("yaml-dsl/kamelets");
        hub.getComponent("kamelet", KameletComponent.class)
                .setLocation("file:" + kamelets.resolve("kinesis") + ",file:" + kamelets);
        KinesisStream binding = KinesisStream.open(kinesis.settings(stream), checkpoints, new SimpleMeterRegistry());
        hub.getRegistry().bind("aws2-kinesis-hub-main", new Kinesis2Component());
        hub.getRegistry().bind("kinesisStream", binding);
        hub.getRegistry().bind("kinesisStream-hub-main", binding);
        hub.getRegistry().bind("kinesisClient", binding.client());
        hub.getRegistry().bind("kinesisClient-hub-main", binding.client());
        Properties settings = new Properties();
        settings.put("hub.stream.topic", stream);
        settings.put("hub.stream.shard-check", "300");
        settings.put("hub.stream.poll", "50");
        hub.getPropertiesComponent().setInitialProperties(settings);
        hub.getShutdownStrategy().setTimeout(20);
        hub.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kamelet:hub-stream-source?group=hub-main")
                        .errorHandler(noErrorHandler())
                        .process(processor);
                from("direct:receive").errorHandler(noErrorHandler()).to("kamelet:hub-stream-sink");
            }
        });
        hub.start();
        return hub;
    }

    private static Exchange send(DefaultCamelContext hub, Object body) {
        return hub.createProducerTemplate()
                .request("direct:receive", exchange -> exchange.getMessage().setBody(body));
    }
}
