package hub.adapters.hot.server;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collection;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** An ordered index: entries sort by the indexed fields, then by the document's key, so that equality, ranges and sorting all read neighbours. */
final class StoreIndex extends Index<Key> {
    private static final String ID = "_id";

    private final Disk disk;
    private final Catalog catalog;
    private final String flag;
    private final Layout layout;
    private final byte[][][] paths;
    private final boolean unique;
    private volatile boolean arrays;

    StoreIndex(Disk disk, Catalog catalog, String fullName, String name, List<IndexKey> keys, boolean unique) {
        super(name, keys, false);
        this.disk = disk;
        this.catalog = catalog;
        this.flag = "arrays:" + fullName;
        this.unique = unique;
        this.arrays = catalog.flag(flag);
        List<String> fields = keys.stream().map(IndexKey::getKey).toList();
        boolean endsWithId = fields.size() > 1 && fields.get(fields.size() - 1).equals(ID);
        List<String> stored = endsWithId ? fields.subList(0, fields.size() - 1) : fields;
        byte[] prefix = new KeyWriter().number32(catalog.number(fullName)).toBytes();
        this.layout = new Layout(disk.entries(), prefix, stored, true);
        this.paths = stored.stream().map(RawBson::path).toArray(byte[][][]::new);
    }

    Layout layout() {
        return layout;
    }

    /** False once a document had an array in an indexed field: such values are looked for by scanning. */
    boolean usable() {
        return !arrays;
    }

    Entry entry(byte[] bson, byte[] idPart) {
        KeyWriter writer = fields(bson);
        int valueBytes = writer.size();
        return new Entry(writer.raw(idPart).toBytes(), valueBytes);
    }

    /** Whether another document than the given one holds the same values. */
    boolean taken(byte[] bson, byte[] idPart) {
        if (!unique) {
            return false;
        }
        byte[] begin = fields(bson).toBytes();
        byte[] own = new KeyWriter().raw(begin).raw(idPart).toBytes();
        try (RocksIterator entries = disk.iterator(layout.family())) {
            for (entries.seek(begin);
                    Disk.standsOnKey(entries) && Layout.startsWith(entries.key(), begin);
                    entries.next()) {
                if (!java.util.Arrays.equals(entries.key(), own)) {
                    return true;
                }
            }
            return false;
        }
    }

    private KeyWriter fields(byte[] bson) {
        KeyWriter writer = new KeyWriter().raw(layout.prefix());
        for (byte[][] path : paths) {
            Object value = RawBson.field(bson, path);
            if (value instanceof Collection<?> && !arrays) {
                catalog.raiseFlag(flag);
                arrays = true;
            }
            writer.value(value);
        }
        return writer;
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public Key getPosition(Document document) {
        return new Key(new KeyWriter().value(document.get(ID)).toBytes());
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        checkUpdate(document, document, collection);
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        try (WriteBatch batch = new WriteBatch()) {
            entry(RawBson.encode(document), position.bytes()).put(batch, layout.family());
            disk.write(batch);
        } catch (RocksDBException problem) {
            throw Disk.failure("build the index " + getName(), problem);
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        if (unique
                && taken(RawBson.encode(newDocument), getPosition(oldDocument).bytes())) {
            throw new DuplicateKeyError(collection, getName() + " dup key: " + newDocument);
        }
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Key position, MongoCollection<Key> collection) {
        // the collection writes document and entries in one step, see StoreCollection.handleUpdate
    }

    @Override
    public Key remove(Document document) {
        throw new UnsupportedOperationException("entries are removed with their document");
    }

    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        throw new UnsupportedOperationException("queries are planned by QueryPlan");
    }

    @Override
    public boolean isEmpty() {
        try (RocksIterator entries = disk.iterator(layout.family())) {
            entries.seek(layout.prefix());
            return !Disk.standsOnKey(entries) || !Layout.startsWith(entries.key(), layout.prefix());
        }
    }

    @Override
    public long getCount() {
        return isEmpty() ? 0 : 1;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        disk.deleteRange(layout.prefix(), layout.end());
    }
}
