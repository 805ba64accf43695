package hub.adapters.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.message.RawFrame;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamOutageTest {
    private static final Duration SOON = Duration.ofSeconds(120);

    private final ReceivedFrames received = new ReceivedFrames();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean storeIsDown = new AtomicBoolean();

    @TempDir
    private Path folder;

    private EmbeddedStream kafka;
    private DefaultCamelContext hub;
    private AsyncProducer door;

    @BeforeEach
    void startKafka() {
        kafka = EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(0));
    }

    @AfterEach
    void stopAll() {
        hub.stop();
        kafka.close();
    }

    @Test
    void framesSentWhileKafkaIsAwayArriveOnceWhenItIsBack() throws Exception {
        startHub("&deliveryTimeout=120000");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        sent.add(send(TestingFrames.frames(0, 100, 10)));
        await().atMost(SOON).until(() -> received.size() == 100);

        kafka.close();
        for (int i = 1; i < 20; i++) {
            sent.add(send(TestingFrames.frames(i * 100L, i * 100L + 100, 10)));
        }
        assertThat(sent.get(19)).isNotDone();
        restartKafka();

        await().atMost(SOON).until(() -> received.size() >= 2_000);
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(received.size()).isEqualTo(2_000);
        received.assertEachDeviceInOrder();
    }

    @Test
    void aFullBufferHoldsSendersBackAndThenRefusesWhatItCannotKeep() throws Exception {
        startHub("&deliveryTimeout=120000&buffer=1048576&maxBlock=2000");
        assertThat(send(TestingFrames.frames(0, 10, 1)).join().getException()).isNull();
        kafka.close();

        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        AtomicInteger next = new AtomicInteger(10);
        await().atMost(SOON).until(() -> {
            int from = next.getAndAdd(500);
            sent.add(send(large(TestingFrames.frames(from, from + 500, 1))));
            return sent.get(sent.size() - 1).isDone();
        });
        boolean[] last =
                sent.get(sent.size() - 1).join().getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class);
        restartKafka();

        Set<Long> durable = durable(sent);
        assertThat(last).contains(false);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(received.distinct()).isGreaterThanOrEqualTo(durable.size() + 10));
        assertThat(received.all().stream().map(TestingFrames::sequence).filter(sequence -> sequence >= 10))
                .containsExactlyInAnyOrderElementsOf(durable);
        received.assertEachDeviceInOrder();
    }

    @Test
    void lagAndRetriesAreVisibleWhileTheStoreIsDown() throws Exception {
        startHub("&consumers=1");
        storeIsDown.set(true);
        assertThat(send(TestingFrames.frames(0, 50, 10)).join().getException()).isNull();
        await().atMost(SOON)
                .until(() -> meters.get("hub.stream.retries").counter().count() >= 1);
        assertThat(send(TestingFrames.frames(50, 150, 10)).join().getException())
                .isNull();

        await().atMost(SOON).until(() -> lag() == 150);
        storeIsDown.set(false);

        await().atMost(SOON).until(() -> received.size() == 150 && lag() == 0);
        assertThat(meters.get("hub.stream.appended").counter().count()).isEqualTo(150);
        assertThat(meters.get("hub.stream.consumed").counter().count()).isEqualTo(150);
        assertThat(meters.get("hub.stream.batch.size").summary().totalAmount()).isEqualTo(150);
    }

    private double lag() {
        return meters.find("hub.stream.lag").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private void startHub(String options) throws Exception {
        String uri = "hub-stream:outage?partitions=4&port=" + kafka.port() + options;
        hub = new DefaultCamelContext();
        hub.getRegistry().bind("meters", meters);
        hub.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).errorHandler(noErrorHandler()).process(exchange -> {
                    if (storeIsDown.get()) {
                        throw new IllegalStateException("the store is down");
                    }
                    received.keep(exchange);
                });
                from("direct:receive").errorHandler(noErrorHandler()).to(uri);
            }
        });
        hub.start();
        door = hub.getEndpoint("direct:receive").createAsyncProducer();
        door.start();
    }

    private void restartKafka() {
        kafka = EmbeddedStream.start(EmbeddedStreamSettings.in(folder).withPort(kafka.port()));
    }

    /** Sends from this thread, so that the order of sending is the order of the calls. */
    private CompletableFuture<Exchange> send(List<RawFrame> frames) {
        Exchange exchange = new DefaultExchange(hub);
        exchange.getMessage().setBody(frames);
        CompletableFuture<Exchange> sent = new CompletableFuture<>();
        door.process(exchange, doneSync -> sent.complete(exchange));
        return sent;
    }

    private static List<RawFrame> large(List<RawFrame> frames) {
        return frames.stream().map(StreamOutageTest::large).toList();
    }

    private static RawFrame large(RawFrame frame) {
        byte[] payload = java.util.Arrays.copyOf(frame.payload(), 1_000);
        return new RawFrame(
                frame.position(), frame.deviceId(), "", "", "tcp", "", "hex", "telemetry", 0, frame.traceId(), payload);
    }

    private static Set<Long> durable(List<CompletableFuture<Exchange>> sent) {
        Set<Long> durable = Collections.newSetFromMap(new ConcurrentHashMap<>());
        for (CompletableFuture<Exchange> one : sent) {
            boolean[] accepted = one.join().getMessage().getHeader(StreamHeaders.ACCEPTED, boolean[].class);
            List<RawFrame> frames = one.join().getMessage().getBody(List.class);
            for (int i = 0; i < accepted.length; i++) {
                if (accepted[i]) {
                    durable.add(TestingFrames.sequence(frames.get(i)));
                }
            }
        }
        return durable;
    }
}
