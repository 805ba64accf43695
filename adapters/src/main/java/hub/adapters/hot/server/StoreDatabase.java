package hub.adapters.hot.server;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;

/** A database whose collections are kept on disk. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Key> {
    private static final int FIRST_BATCH = 101;

    private final Disk disk;
    private final Catalog catalog;

    StoreDatabase(String name, Disk disk, Catalog catalog, CursorRegistry cursors) {
        super(name, cursors);
        this.disk = disk;
        this.catalog = catalog;
        initializeNamespacesAndIndexes();
    }

    /** The collection of that name, created when it does not exist. */
    StoreCollection collection(String name) {
        if (name.startsWith("system.")) {
            throw new MongoServerError(16459, "Location16459", "attempt to write in system namespace");
        }
        return (StoreCollection) resolveOrCreateCollection(name);
    }

    /** A query without a batch size gets MongoDB's first batch and a cursor, never the whole collection at once. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equalsIgnoreCase("find")
                && !(query.get("batchSize") instanceof Number size && size.intValue() > 0)) {
            query.put("batchSize", FIRST_BATCH);
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    @Override
    protected MongoCollection<Key> openOrCreateCollection(String name, CollectionOptions options) {
        Optional<String> idField = Optional.ofNullable(options.getIdField());
        Documents documents = new Documents(disk, catalog, getFullCollectionNamespace(name), idField);
        return new StoreCollection(this, name, options, documents, cursorRegistry);
    }

    @Override
    protected Index<Key> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        boolean primary = keys.size() == 1 && keys.get(0).getKey().equals("_id");
        return primary ? new PrimaryIndex(name, keys) : index(collection, name, keys, true);
    }

    @Override
    protected Index<Key> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return index(collection, name, keys, false);
    }

    private StoreIndex index(String collection, String name, List<IndexKey> keys, boolean unique) {
        String fullName = getFullCollectionNamespace(collection) + "#" + name;
        return new StoreIndex(disk, catalog, fullName, name, keys, unique);
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        throw new MongoServerException("The embedded hot store cannot rename a collection.");
    }

    @Override
    protected long getFileSize() {
        return disk.fileBytes();
    }

    @Override
    protected long getStorageSize() {
        return disk.fileBytes();
    }

    /** The documents themselves are sorted by their id, so this index has no entries of its own. */
    private static final class PrimaryIndex extends EmptyIndex<Key> {
        PrimaryIndex(String name, List<IndexKey> keys) {
            super(name, keys);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public boolean isUnique() {
            return true;
        }

        @Override
        public Key getPosition(Document document) {
            return new Key(new KeyWriter().value(document.get("_id")).toBytes());
        }
    }
}
