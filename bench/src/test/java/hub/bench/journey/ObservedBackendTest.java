package hub.bench.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObservedBackendTest {
    private final ObservedBackend backend = new ObservedBackend();
    private MongoServer server;
    private MongoClient client;
    private MongoCollection<Document> telemetry;

    @BeforeEach
    void start() {
        backend.version(ServerVersion.MONGO_5_0);
        server = new MongoServer(backend);
        server.bind("127.0.0.1", 0);
        client = MongoClients.create(server.getConnectionString());
        telemetry = client.getDatabase("hub").getCollection("telemetry");
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void measuresInsertsReplacementsAndUpdatesAlike() {
        telemetry.insertMany(List.of(reading("a", 5000), reading("b", 5000)));
        telemetry.replaceOne(Filters.eq("c"), reading("c", 5000), new ReplaceOptions().upsert(true));
        telemetry.updateOne(
                Filters.eq("d"),
                Updates.setOnInsert(new Document("device_timestamp", ago(5000))),
                new UpdateOptions().upsert(true));

        assertThat(backend.statistics().stored()).isEqualTo(4);
        assertThat(backend.statistics().medianMillis()).isBetween(4900L, 60_000L);
        assertThat(telemetry.countDocuments()).isEqualTo(4);
    }

    @Test
    void leavesRefusedDuplicatesOut() {
        telemetry.insertOne(reading("a", 0));
        Throwable problem = catchThrowable(() -> telemetry.insertMany(
                List.of(reading("a", 0), reading("b", 0)), new InsertManyOptions().ordered(false)));

        assertThat(problem).hasMessageContaining("duplicate key");
        assertThat(backend.statistics().stored()).isEqualTo(2);
    }

    @Test
    void ignoresOtherCollectionsAndStartsAnew() {
        client.getDatabase("hub").getCollection("latest").insertOne(reading("a", 0));
        assertThat(backend.statistics().stored()).isZero();

        telemetry.insertOne(reading("a", 0));
        backend.reset();
        assertThat(backend.statistics()).isEqualTo(new StoreStatistics(0, 0, 0, 0, 0));
    }

    private static Document reading(String id, long ageMillis) {
        return new Document("_id", id).append("device_id", "sim-1").append("device_timestamp", ago(ageMillis));
    }

    private static Date ago(long millis) {
        return new Date(System.currentTimeMillis() - millis);
    }
}
