package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One collection: documents sorted by their id, with ordered indexes beside them; a write is on disk when its method returns. */
final class StoreCollection extends AbstractMongoCollection<Key> {
    private final Disk disk;
    private final Documents documents;
    private volatile Thread updater;

    StoreCollection(
            StoreDatabase database,
            String name,
            CollectionOptions options,
            Documents documents,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.disk = documents.disk();
        this.documents = documents;
    }

    /** Adds documents as they came over the wire and tells which could not be added, as MongoDB does. */
    synchronized List<Document> insert(List<byte[]> bson, boolean ordered) {
        return documents.insert(bson, ordered, getFullName());
    }

    /** Puts documents in the place of others by their ids, and answers as MongoDB answers updates. */
    synchronized Document replace(List<Replacement> replacements, boolean ordered) {
        return new Replacements(documents).carryOut(replacements, ordered, getFullName());
    }

    /** Removes documents by their ids in one step; gives how many there were. */
    synchronized int remove(List<Object> ids) {
        return documents.remove(ids);
    }

    @Override
    public synchronized void addDocument(Document document) {
        List<Document> errors = insert(List.of(RawBson.encode(document)), true);
        if (!errors.isEmpty()) {
            Document error = errors.get(0);
            throw new MongoServerError(
                    (Integer) error.get("code"), (String) error.get("codeName"), (String) error.get("errmsg"));
        }
    }

    @Override
    public synchronized List<Document> insertDocuments(List<Document> added, boolean isOrdered) {
        return insert(added.stream().map(RawBson::encode).toList(), isOrdered);
    }

    @Override
    protected Key addDocumentInternal(Document document) {
        throw new UnsupportedOperationException("documents are added with their index entries");
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        updater = multi ? Thread.currentThread() : null;
        try {
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            updater = null;
        }
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        return super.findAndModify(query);
    }

    @Override
    protected void handleUpdate(Key position, Document oldDocument, Document newDocument) {
        documents.replace(position.bytes(), RawBson.encode(newDocument));
    }

    @Override
    public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return super.deleteDocuments(selector, limit, oplog);
    }

    @Override
    public synchronized void removeDocument(Document document) {
        removeDocument(documents.position(document));
    }

    @Override
    protected void removeDocument(Key position) {
        documents.remove(position.bytes());
    }

    @Override
    protected Document getDocument(Key position) {
        return documents.get(position.bytes()).map(RawBson::decode).orElse(null);
    }

    @Override
    public synchronized void addIndex(Index<Key> index) {
        super.addIndex(index);
        if (index instanceof StoreIndex storeIndex) {
            documents.use(storeIndex);
        }
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        documents.forget(indexName);
        super.dropIndex(indexName);
    }

    @Override
    public synchronized void drop() {
        documents.clear();
        super.drop();
    }

    @Override
    public int count() {
        return (int) Math.min(Integer.MAX_VALUE, documents.count());
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        QueryPlan plan = QueryPlan.best(layouts(), query, orderBy);
        int wanted = plan.sorted() ? wanted(skip, limit, batchSize) : Integer.MAX_VALUE;
        Stream<Document> found = orderBy == null || orderBy.isEmpty()
                ? named(query).orElseGet(() -> stream(new Scan(disk, documents.prefix(), plan, query, wanted)))
                : stream(new Scan(disk, documents.prefix(), plan, query, wanted));
        if (!plan.sorted()) {
            found = found.peek(new SortLimit()).sorted(deriveComparator(orderBy));
        }
        found = found.skip(Math.max(0, skip));
        if (limit != 0) {
            found = found.limit(Math.abs((long) limit));
        }
        if (fields != null && !fields.isEmpty()) {
            found = found.map(document -> project(document, fields));
        }
        return answer(found, batchSize);
    }

    /** How many documents a question takes if all of them match; without a limit one more tells whether the batch is the last. */
    private static int wanted(int skip, int limit, int batchSize) {
        long taken = limit != 0 ? Math.abs((long) limit) : batchSize > 0 ? batchSize + 1L : Integer.MAX_VALUE;
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, skip) + taken);
    }

    /** Documents asked for by a list of ids are read one by one, however many others there are. */
    private Optional<Stream<Document>> named(Document query) {
        if (!(query.get("_id") instanceof Document operators) || !(operators.get("$in") instanceof Collection<?> ids)) {
            return Optional.empty();
        }
        QueryMatcher matcher = new DefaultQueryMatcher();
        return Optional.of(ids.stream()
                .distinct()
                .map(id -> getDocument(documents.position(new Document("_id", id))))
                .filter(document -> document != null && matcher.matches(document, query)));
    }

    /** An update of many walks by id, which it cannot change; along an index it could meet documents it has moved ahead. */
    private Collection<Layout> layouts() {
        return updater == Thread.currentThread() ? List.of(documents.layout()) : documents.layouts();
    }

    private Document project(Document document, Document fields) {
        return matchDocumentsFromStream(new Document(), Stream.of(document), 0, 0, 0, null, fields)
                .iterator()
                .next();
    }

    private QueryResult answer(Stream<Document> found, int batchSize) {
        if (batchSize <= 0) {
            return new QueryResult((Iterable<Document>) found::iterator);
        }
        Iterator<Document> documentsFound = found.iterator();
        List<Document> first = new ArrayList<>();
        while (first.size() < batchSize && documentsFound.hasNext()) {
            first.add(documentsFound.next());
        }
        if (!documentsFound.hasNext()) {
            return new QueryResult(first);
        }
        ScanCursor cursor = new ScanCursor(cursorRegistry.generateCursorId(), documentsFound);
        cursorRegistry.add(cursor);
        return new QueryResult(first, cursor);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        QueryPlan all = QueryPlan.best(List.of(documents.layout()), new Document(), null);
        return stream(new Scan(disk, documents.prefix(), all, new Document()))
                .map(document -> new DocumentWithPosition<>(document, documents.position(document)));
    }

    private static Stream<Document> stream(Iterator<Document> documents) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(documents, Spliterator.ORDERED), false);
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("sizes are not tracked");
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
