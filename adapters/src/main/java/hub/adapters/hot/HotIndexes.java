package hub.adapters.hot;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/** The indexes the questions need; creating one that exists changes nothing. */
final class HotIndexes {
    private HotIndexes() {}

    static void create(MongoDatabase database) {
        database.getCollection("telemetry").createIndex(newestFirst("device_timestamp", "device_id"));
        database.getCollection("alarms").createIndex(newestFirst("raisedAt"));
        database.getCollection("alarms").createIndex(newestFirst("raisedAt", "device_id"));
        database.getCollection("alarms").createIndex(newestFirst("raisedAt", "state"));
        database.getCollection("alarms").createIndex(newestFirst("raisedAt", "open"));
        database.getCollection("product_hourly").createIndex(newestFirst("from", "productId", "window"));
        database.getCollection("product_daily").createIndex(newestFirst("from", "productId", "window"));
        database.getCollection("alarms").createIndex(new Document("changedAt", 1).append("_id", 1));
    }

    private static Document newestFirst(String timeField, String... equal) {
        Document index = new Document();
        for (String field : equal) {
            index.append(field, 1);
        }
        return index.append(timeField, -1).append("_id", -1);
    }
}
