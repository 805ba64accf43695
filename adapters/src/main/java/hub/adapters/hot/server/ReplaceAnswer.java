package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** Collects what became of each replacement, for MongoDB's answer to an update command. */
final class ReplaceAnswer {
    private final List<Document> upserted = new ArrayList<>();
    private final List<Document> errors = new ArrayList<>();
    private int matched;
    private int modified;

    void matched(boolean changed) {
        matched++;
        modified += changed ? 1 : 0;
    }

    void added(int number, Object id) {
        upserted.add(new Document("index", number).append("_id", id));
    }

    void error(int number, Document error) {
        errors.add(new Document("index", number).appendAll(error));
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    int added() {
        return upserted.size();
    }

    Document document() {
        Document answer = new Document("n", matched + upserted.size()).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.put("writeErrors", errors);
        }
        return answer;
    }
}
