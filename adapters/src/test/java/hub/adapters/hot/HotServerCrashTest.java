package hub.adapters.hot;

import static hub.adapters.hot.TestingReadings.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotServerCrashTest {
    private static final int BATCH = 500;

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredBeforeAKillIsThereOnceAfterTheRestart() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (TestingServer server = TestingServer.start(folder);
                TestingHub hub = new TestingHub(at(server))) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                while (hub.send(readings(answered.get() * BATCH, BATCH, 50)).getException() == null) {
                    answered.incrementAndGet();
                }
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() >= 20);
            server.kill();
            sending.get();
        }

        try (TestingServer again = TestingServer.start(folder);
                MongoClient client = MongoClients.create(again.uri())) {
            MongoCollection<Document> telemetry = client.getDatabase("hub").getCollection("telemetry");
            List<Object> ids =
                    telemetry.find().map(document -> document.get("_id")).into(new ArrayList<>());
            Set<Object> distinct = new HashSet<>(ids);
            assertThat(ids).hasSameSizeAs(distinct);
            assertThat(distinct)
                    .containsAll(readings(0, answered.get() * BATCH, 50).stream()
                            .map(reading -> (Object) reading.id())
                            .toList());
            assertThat(telemetry.estimatedDocumentCount()).isEqualTo(ids.size());
            assertThat(byIndex(telemetry)).isEqualTo(ids.size());
        }
    }

    private static int byIndex(MongoCollection<Document> telemetry) {
        int found = 0;
        for (int device = 0; device < 50; device++) {
            Document criteria = new Document("device_id", "device-" + device);
            found += telemetry
                    .find(criteria)
                    .sort(new Document("device_timestamp", -1))
                    .into(new ArrayList<>())
                    .size();
        }
        return found;
    }

    private HotSettings at(TestingServer server) {
        return new HotSettings(server.uri(), "hub", folder, 0, HotSettings.Durability.PROCESS, Duration.ofSeconds(2));
    }
}
