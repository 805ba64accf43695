package hub.bench.journey;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** A hub's own embedded store, seen over the wire: its readings are counted; when each was written, only the hub knows. */
final class CountedStore implements ObservedStore {
    private final String uri;
    private final MongoClient client;
    private final MongoCollection<Document> telemetry;
    private long before;
    private long last;
    private long lastMillis;

    CountedStore(String uri) {
        this.uri = uri;
        this.client = MongoClients.create(uri);
        this.telemetry = client.getDatabase("hub").getCollection("telemetry");
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public StoreStatistics statistics() {
        long now = telemetry.estimatedDocumentCount() - before;
        if (now != last) {
            lastMillis = System.currentTimeMillis();
            last = now;
        }
        return new StoreStatistics(now, lastMillis, 0, 0, 0);
    }

    @Override
    public void reset() {
        before = telemetry.estimatedDocumentCount();
        last = 0;
        lastMillis = 0;
    }

    @Override
    public double cpuSeconds() {
        return 0;
    }

    @Override
    public void close() {
        client.close();
    }
}
