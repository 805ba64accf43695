package hub.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class AlarmBookTest {
    private static final AlarmBook.Seen OPEN = new AlarmBook.Seen("sim-1", "hot", "active", 5);

    @Test
    void findsNothingWhenOpenAlarmsLiveOn() {
        AlarmBook later = new AlarmBook(Map.of("a", new AlarmBook.Seen("sim-1", "hot", "active", 9)));

        assertThat(later.contradictions(book("a", OPEN))).isEmpty();
    }

    @Test
    void findsAlarmsThatAreGoneClosedOrCountedBack() {
        assertThat(new AlarmBook(Map.of()).contradictions(book("a", OPEN)))
                .containsExactly("sim-1 / hot: alarm a is gone");
        assertThat(book("a", new AlarmBook.Seen("sim-1", "hot", "cleared", 5)).contradictions(book("a", OPEN)))
                .containsExactly("sim-1 / hot: alarm a was active, now cleared");
        assertThat(book("a", new AlarmBook.Seen("sim-1", "hot", "active", 4)).contradictions(book("a", OPEN)))
                .containsExactly("sim-1 / hot: count fell from 5 to 4");
    }

    @Test
    void findsASecondAlarmOfTheSameDeviceAndRule() {
        AlarmBook later = new AlarmBook(Map.of("a", OPEN, "b", OPEN));

        assertThat(later.contradictions(book("a", OPEN))).containsExactly("sim-1 / hot: 2 alarms instead of one");
    }

    @Test
    void comparesCountsWithStoredReadings() {
        assertThat(book("a", OPEN).miscounted("hot", Map.of("sim-1", 5))).isEmpty();
        assertThat(book("a", OPEN).miscounted("hot", Map.of("sim-1", 6)))
                .containsExactly("sim-1 / hot: judged 5 readings of 6");
        assertThat(book("a", OPEN).miscounted("other", Map.of())).isEmpty();
    }

    @Test
    void readsTheAlarmsOfTheFleetFromTheStore() {
        MongoServer server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
        server.bind("127.0.0.1", 0);
        try (MongoClient client = MongoClients.create(server.getConnectionString())) {
            client.getDatabase("hub").getCollection("alarms").insertOne(alarm("a", "sim-1"));
            client.getDatabase("hub").getCollection("alarms").insertOne(alarm("b", "other-1"));

            assertThat(AlarmBook.read(server.getConnectionString(), "sim-")).isEqualTo(book("a", OPEN));
        } finally {
            server.shutdownNow();
        }
    }

    private static Document alarm(String id, String device) {
        return new Document("_id", id)
                .append("device_id", device)
                .append("ruleId", "hot")
                .append("state", "ACTIVE")
                .append("count", 5L);
    }

    private static AlarmBook book(String id, AlarmBook.Seen seen) {
        return new AlarmBook(Map.of(id, seen));
    }
}
