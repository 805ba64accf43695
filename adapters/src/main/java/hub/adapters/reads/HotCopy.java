package hub.adapters.reads;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** A copy of the hot store; how far it is says a beat that the hub writes to the store and reads from the copy. */
final class HotCopy implements Copy {

    private static final String BEAT = "read_beat";

    private final MongoCollection<Document> store;
    private final MongoCollection<Document> copy;

    HotCopy(MongoClient store, MongoClient copy, String database) {
        this.store = store.getDatabase(database).getCollection(BEAT);
        this.copy = copy.getDatabase(database).getCollection(BEAT);
    }

    @Override
    public Instant reflects(Instant now) {
        store.replaceOne(
                Filters.eq("_id", BEAT),
                new Document("_id", BEAT).append("at", Date.from(now)),
                new ReplaceOptions().upsert(true));
        Document beat = copy.find(Filters.eq("_id", BEAT)).first();
        return beat == null ? Instant.EPOCH : beat.getDate("at").toInstant();
    }
}
