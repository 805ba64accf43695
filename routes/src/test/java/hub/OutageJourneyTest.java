package hub;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.adapters.hot.server.HotServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hot store goes away while readings come in: devices are answered as before, the stream keeps what they send, and
 * afterwards everything is stored once. {@code -Dhub.outage.seconds=60} makes it as long as the acceptance asks.
 */
@Tag("own-hub")
class OutageJourneyTest {

    private static final int OUTAGE = Integer.getInteger("hub.outage.seconds", 6);
    private final CountingDevice device = new CountingDevice("outage-1");

    @TempDir
    Path folder;

    @Test
    void aStoreThatIsAwayCostsTimeButNoReading() throws Exception {
        TestingHub.Ports ports = TestingHub.Ports.free();
        HotServer store = HotServer.start(folder.resolve("store"), ports.hot(), false);
        try (TestingHub hub = TestingHub.start(
                folder.resolve("hub"),
                ports,
                "--hub.hot.uri=" + store.uri(),
                "--hub.upload.endpoint=http://127.0.0.1:1",
                "--hub.upload.access-key=hub",
                "--hub.upload.secret-key=secret")) {
            device.register(hub);
            aFileStoreThatIsAwayIsTold(hub);
            int sent = device.send(hub, 0, 20);
            await().atMost(ofSeconds(20)).until(() -> device.stored(hub) == 20);

            store.close();
            long end = System.nanoTime() + ofSeconds(OUTAGE).toNanos();
            while (System.nanoTime() < end) {
                sent += device.send(hub, sent, 20);
                await().pollDelay(ofMillis(100)).until(() -> true);
            }
            store = HotServer.start(folder.resolve("store"), ports.hot(), false);

            int all = sent;
            await().atMost(ofSeconds(90)).until(() -> device.stored(hub) == all);
            assertThat(hub.get("/api/v1/dead-letters?device=outage-1").path("items"))
                    .isEmpty();
        } finally {
            store.close();
        }
    }

    private static void aFileStoreThatIsAwayIsTold(TestingHub hub) throws Exception {
        HttpResponse<String> answer = hub.call(
                "POST",
                "/api/v1/uploads",
                "{\"purpose\":\"document\",\"filename\":\"a.pdf\",\"contentType\":\"application/pdf\",\"size\":10}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
}
