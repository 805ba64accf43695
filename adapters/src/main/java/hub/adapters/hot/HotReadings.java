package hub.adapters.hot;

import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.WriteModel;
import hub.message.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;

/**
 * Walks through stored readings in the order of their ids and deletes by id, a bounded number at a time, so that readings which come
 * in meanwhile wait for no more than one deletion.
 */
public final class HotReadings {
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);
    private static final Document KEYS =
            new Document("device_id", 1).append("productId", 1).append("device_timestamp", 1);
    private static final Document BY_ID = new Document("_id", 1);
    private static final int RADIX = Character.MAX_RADIX;
    private static final int AT_ONCE = 250;

    private final MongoCollection<Document> telemetry;

    HotReadings(MongoDatabase database) {
        this.telemetry = database.getCollection("telemetry").withWriteConcern(WriteConcern.MAJORITY);
    }

    /** Where in the order of ids the readings of a time begin, for those that have a time of their own. */
    public static String idAt(Instant time) {
        return Long.toString(time.toEpochMilli(), RADIX);
    }

    /**
     * Readings in the order of their ids.
     *
     * @param from the first id, or empty for the very first
     * @param included whether {@code from} itself is wanted
     * @param until the id before which to stop, or empty for the end
     */
    public List<HotKey> keys(String from, boolean included, String until, int most) {
        Document range = new Document(included ? "$gte" : "$gt", from);
        if (!until.isEmpty()) {
            range.append("$lt", until);
        }
        List<HotKey> keys = new ArrayList<>(most);
        page(telemetry.find(new Document("_id", range)).sort(BY_ID), most).forEach(each -> keys.add(key(each)));
        return keys;
    }

    /** Readings of one device in the order of their times, those later than a time left out. */
    public List<HotKey> keysOf(String deviceId, Instant from, Instant until, int most) {
        Document span = new Document("$gte", java.util.Date.from(from)).append("$lt", java.util.Date.from(until));
        Document criteria = new Document("device_id", deviceId).append("device_timestamp", span);
        List<HotKey> keys = new ArrayList<>();
        page(telemetry.find(criteria), most).forEach(each -> keys.add(key(each)));
        return keys;
    }

    private static FindIterable<Document> page(FindIterable<Document> found, int most) {
        return found.projection(KEYS).limit(most).batchSize(most);
    }

    private static HotKey key(Document stored) {
        return new HotKey(
                stored.getString("_id"),
                stored.getString("device_id"),
                stored.getString("productId"),
                stored.getDate("device_timestamp").getTime());
    }

    /** The documents that answer a question. */
    public List<Document> find(HotQuery question) {
        return telemetry
                .find(question.criteria())
                .sort(question.order())
                .limit(question.fetch())
                .batchSize(question.fetch())
                .into(new ArrayList<>());
    }

    /** The reading of a document, whichever store it comes from. */
    public static Telemetry reading(Document stored) {
        Object metrics = stored.get("metrics");
        if (metrics instanceof Document || !(metrics instanceof java.util.Map<?, ?> map)) {
            return StoredReading.of(stored);
        }
        Document plain = new Document();
        map.forEach((name, value) -> plain.append(String.valueOf(name), value));
        return StoredReading.of(new Document(stored).append("metrics", plain));
    }

    /** The readings themselves; one that is gone is left out. */
    public List<Telemetry> readings(Collection<String> ids) {
        List<Telemetry> readings = new ArrayList<>(ids.size());
        for (String id : ids) {
            Document found = telemetry.find(new Document("_id", id)).first();
            if (found != null) {
                readings.add(StoredReading.of(found));
            }
        }
        return readings;
    }

    /** Deletes readings by their ids, some hundreds at a time; gives how many there were. */
    public int delete(Collection<String> ids) {
        List<WriteModel<Document>> deletes = new ArrayList<>(ids.size());
        ids.forEach(id -> deletes.add(new DeleteOneModel<>(new Document("_id", id))));
        int deleted = 0;
        for (int from = 0; from < deletes.size(); from += AT_ONCE) {
            List<WriteModel<Document>> some = deletes.subList(from, Math.min(deletes.size(), from + AT_ONCE));
            deleted += telemetry.bulkWrite(some, ANY_ORDER).getDeletedCount();
        }
        return deleted;
    }
}
