package hub.adapters.history;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import hub.message.HistoryLine;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;

/** The document warm store: one collection for each history, in MongoDB, DocumentDB or the hub's own server. */
public final class HistoryStore implements HistorySink, AutoCloseable {
    static final List<String> TABLES = List.of(HistoryLine.ALARMS, HistoryLine.CONTROL, HistoryLine.FIRMWARE);
    private static final int DUPLICATE_KEY = 11000;

    private final MongoClient client;
    private final MongoDatabase database;
    private final AtomicBoolean indexed = new AtomicBoolean();

    /** Connects; indexes are created with the first use, so the hub starts while the server is away. */
    public HistoryStore(HistorySettings settings) {
        long patience = settings.patience().toMillis();
        this.client = MongoClients.create(MongoClientSettings.builder()
                .applicationName("iotlink-hub-history")
                .applyConnectionString(new ConnectionString(settings.uri()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout((int) patience, TimeUnit.MILLISECONDS)
                        .readTimeout((int) (6 * patience), TimeUnit.MILLISECONDS))
                .build());
        this.database = client.getDatabase(settings.database()).withWriteConcern(WriteConcern.MAJORITY);
    }

    @Override
    public void keep(List<HistoryLine> lines) {
        for (String table : TABLES) {
            List<Document> documents = lines.stream()
                    .filter(line -> line.table().equals(table))
                    .map(HistoryStore::document)
                    .toList();
            if (!documents.isEmpty()) {
                insert(collection(table), documents);
            }
        }
    }

    private static void insert(MongoCollection<Document> collection, List<Document> documents) {
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException problem) {
            boolean onlyKnown = problem.getWriteConcernError() == null
                    && problem.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!onlyKnown) {
                throw problem;
            }
        }
    }

    private static Document document(HistoryLine line) {
        return new Document("_id", line.id())
                .append("device_id", line.deviceId())
                .append("product_id", line.productId())
                .append("at", Date.from(line.at()))
                .append("kind", line.kind())
                .append("actor", line.actor())
                .append("cause", line.cause())
                .append("document", Json.write(line.document()));
    }

    MongoCollection<Document> collection(String table) {
        if (!indexed.get()) {
            for (String each : TABLES) {
                MongoCollection<Document> known = database.getCollection(each);
                known.createIndex(new Document("at", -1).append("_id", -1));
                known.createIndex(new Document("device_id", 1).append("at", -1).append("_id", -1));
            }
            indexed.set(true);
        }
        return database.getCollection(table);
    }

    /**
     * Forgets what happened to a device before a time.
     *
     * @return how many lines there were, by table
     */
    public Map<String, Integer> forget(String deviceId, Instant before) {
        Document criteria = new Document("device_id", deviceId).append("at", new Document("$lt", Date.from(before)));
        Map<String, Integer> forgotten = new java.util.TreeMap<>();
        for (String table : TABLES) {
            int lines = (int) collection(table).deleteMany(criteria).getDeletedCount();
            forgotten.put(table, lines);
        }
        return forgotten;
    }

    /** What is wrong with the store, or empty when it answers. */
    public Optional<String> problem() {
        try {
            database.runCommand(new Document("ping", 1));
            return Optional.empty();
        } catch (MongoException failure) {
            return Optional.of(failure.getMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
