package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The rest of an answer, read when it is asked for. */
final class ScanCursor extends AbstractCursor {
    private static final int AT_MOST = 1000;

    private final Iterator<Document> rest;

    ScanCursor(long id, Iterator<Document> rest) {
        super(id);
        this.rest = rest;
    }

    @Override
    public boolean isEmpty() {
        return !rest.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int wanted) {
        int most = wanted > 0 ? wanted : AT_MOST;
        List<Document> documents = new ArrayList<>();
        while (documents.size() < most && rest.hasNext()) {
            documents.add(rest.next());
        }
        return documents;
    }
}
