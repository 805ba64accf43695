package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.function.Consumer;

/** Ends a query that sorts more documents in memory than the hub can afford, as MongoDB does. */
final class SortLimit implements Consumer<Document> {
    private static final int MOST = 200_000;
    private static final int EXCEEDED_MEMORY_LIMIT = 292;

    private int seen;

    @Override
    public void accept(Document document) {
        if (++seen > MOST) {
            throw new MongoServerError(
                    EXCEEDED_MEMORY_LIMIT,
                    "QueryExceededMemoryLimitNoDiskUseAllowed",
                    "Sort exceeded " + MOST + " documents; ask for fewer or create an index for this order");
        }
    }
}
