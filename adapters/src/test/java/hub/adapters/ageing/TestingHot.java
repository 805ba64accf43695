package hub.adapters.ageing;

import com.mongodb.client.MongoCollection;
import hub.adapters.hot.HotAlarms;
import hub.adapters.hot.HotKey;
import hub.adapters.hot.HotReadings;
import hub.adapters.hot.HotSettings;
import hub.adapters.hot.HotStore;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A real hot store as ageing sees it, as the routes connect the two. */
final class TestingHot implements HotTier, AutoCloseable {
    final HotStore store;
    private final HotReadings readings;
    private final HotAlarms alarms;

    TestingHot(String uri, Path folder, Clock clock) {
        store = HotStore.open(
                new HotSettings(uri, "hub", folder, 0, HotSettings.Durability.PROCESS, Duration.ofSeconds(5)),
                new SimpleMeterRegistry(),
                clock);
        readings = store.readings();
        alarms = store.alarmLog();
    }

    static Telemetry reading(String product, String device, Instant at, long number, boolean ownTime) {
        return new Telemetry(
                new StreamPosition((int) (number % 4), Long.toString(number)),
                0,
                "0123456789abcdef0123456789abcdef",
                device,
                at.toEpochMilli(),
                ownTime ? "device" : "ingest",
                "",
                0,
                product,
                "abcdef012345",
                "",
                Map.of("seq", number, "load.avg", 0.5, "on", true, "state", "run"),
                at.toEpochMilli() + 5);
    }

    void add(List<Telemetry> some) {
        telemetry().bulkWrite(store.batch(some).telemetry());
    }

    MongoCollection<Document> telemetry() {
        return store.client().getDatabase("hub").getCollection("telemetry");
    }

    List<Long> numbers() {
        return telemetry()
                .find()
                .map(each -> each.get("metrics", Document.class).getLong("seq"))
                .into(new ArrayList<>());
    }

    @Override
    public String idAt(Instant time) {
        return HotReadings.idAt(time);
    }

    @Override
    public List<ReadingKey> keys(String from, boolean included, String until, int most) {
        return keys(readings.keys(from, included, until, most));
    }

    @Override
    public List<ReadingKey> keysOf(String deviceId, Instant from, Instant until, int most) {
        return keys(readings.keysOf(deviceId, from, until, most));
    }

    private static List<ReadingKey> keys(List<HotKey> keys) {
        return keys.stream()
                .map(key -> new ReadingKey(key.id(), key.deviceId(), key.productId(), key.time()))
                .toList();
    }

    @Override
    public List<Telemetry> readings(Collection<String> ids) {
        return readings.readings(ids);
    }

    @Override
    public int delete(Collection<String> ids) {
        return readings.delete(ids);
    }

    @Override
    public int forget(String deviceId, Instant until) {
        return alarms.deleteOf(deviceId, until);
    }

    @Override
    public int deleteAlarms(Instant before, Collection<String> held, int most) {
        return alarms.deleteOver(before, held, most);
    }

    @Override
    public void close() {
        store.close();
    }
}
