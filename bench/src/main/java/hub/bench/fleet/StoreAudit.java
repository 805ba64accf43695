package hub.bench.fleet;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** Compares what a hub promised to keep with what its hot store holds, over the Mongo wire. */
public final class StoreAudit implements AutoCloseable {
    private final MongoClient client;
    private final MongoCollection<Document> telemetry;
    private long since;

    /**
     * @param uri such as {@code mongodb://127.0.0.1:27117}
     * @param database usually {@code hub}
     * @param collection usually {@code telemetry}; its documents carry {@code device_id} and {@code device_timestamp}
     */
    public StoreAudit(String uri, String database, String collection) {
        this.client = MongoClients.create(uri);
        this.telemetry = client.getDatabase(database).getCollection(collection);
    }

    /** Leaves older readings out: those whose device timestamp is before this time, epoch milliseconds. */
    public StoreAudit since(long millis) {
        this.since = millis;
        return this;
    }

    /**
     * Compares once.
     *
     * @param prefix only devices whose id begins so are looked at
     */
    public Audit compare(Ledger ledger, String prefix) {
        Map<String, long[]> promised = ledger.byDevice();
        Map<String, Ledger.Numbers> stored = stored(prefix);
        Audit sum = Audit.NOTHING;
        for (Map.Entry<String, long[]> device : promised.entrySet()) {
            Ledger.Numbers found = stored.remove(device.getKey());
            sum = sum.plus(Audit.of(device.getKey(), device.getValue(), found == null ? new long[0] : found.sorted()));
        }
        for (Map.Entry<String, Ledger.Numbers> other : stored.entrySet()) {
            sum = sum.plus(
                    Audit.of(other.getKey(), new long[0], other.getValue().sorted()));
        }
        return sum;
    }

    /** Compares until nothing is lost any more or the time is over: a hub may still be catching up. */
    public Audit settled(Ledger ledger, String prefix, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Audit audit = compare(ledger, prefix);
        while (audit.lost() > 0 && System.nanoTime() < end) {
            Thread.sleep(1000);
            audit = compare(ledger, prefix);
        }
        return audit;
    }

    /** How many readings of each device are stored. */
    public Map<String, Integer> counts(String prefix) {
        Map<String, Integer> counts = new HashMap<>();
        stored(prefix).forEach((device, numbers) -> counts.put(device, numbers.sorted().length));
        return counts;
    }

    private Map<String, Ledger.Numbers> stored(String prefix) {
        Map<String, Ledger.Numbers> stored = new HashMap<>();
        try (MongoCursor<Document> documents = telemetry
                .find(Filters.and(Filters.gte("device_id", prefix), Filters.lt("device_id", prefix + "~")))
                .projection(Projections.fields(
                        Projections.excludeId(), Projections.include("device_id", "device_timestamp")))
                .batchSize(10_000)
                .iterator()) {
            while (documents.hasNext()) {
                Document document = documents.next();
                long timestamp = millis(document.get("device_timestamp"));
                if (timestamp >= since) {
                    stored.computeIfAbsent(document.getString("device_id"), id -> new Ledger.Numbers())
                            .add(timestamp);
                }
            }
        }
        return stored;
    }

    private static long millis(Object timestamp) {
        if (timestamp instanceof Date date) {
            return date.getTime();
        }
        return timestamp instanceof Number number
                ? number.longValue()
                : Instant.parse(timestamp.toString()).toEpochMilli();
    }

    @Override
    public void close() {
        client.close();
    }
}
