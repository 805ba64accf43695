package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The stored form of one collection. Each change of documents, index entries and count is one batch: after a crash all of it is
 * there or nothing. Callers hold the collection's lock while they write.
 */
final class Documents {
    private static final int DUPLICATE_KEY = 11000;
    private static final int INVALID_ID = 53;

    private final Disk disk;
    private final Optional<String> idField;
    private final byte[][] idPath;
    private final Layout layout;
    private final byte[] countKey;
    private final List<StoreIndex> indexes = new CopyOnWriteArrayList<>();
    private volatile long count;

    Documents(Disk disk, Catalog catalog, String fullName, Optional<String> idField) {
        this.disk = disk;
        this.idField = idField;
        this.idPath = RawBson.path(idField.orElse(""));
        byte[] prefix = new KeyWriter().number32(catalog.number(fullName)).toBytes();
        this.layout = new Layout(disk.documents(), prefix, idField.map(List::of).orElse(List.of()), false);
        this.countKey = new KeyWriter().number32(0).value("count:" + fullName).toBytes();
        this.count = disk.get(countKey)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(0L);
    }

    Disk disk() {
        return disk;
    }

    Layout layout() {
        return layout;
    }

    byte[] prefix() {
        return layout.prefix();
    }

    long count() {
        return count;
    }

    /** Everything a query may read by: the documents first, then the indexes. */
    Collection<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>(indexes.size() + 1);
        layouts.add(layout);
        indexes.stream().filter(StoreIndex::usable).map(StoreIndex::layout).forEach(layouts::add);
        return layouts;
    }

    void use(StoreIndex index) {
        if (indexes.stream().noneMatch(used -> used.getName().equals(index.getName()))) {
            indexes.add(index);
        }
    }

    void forget(String indexName) {
        indexes.removeIf(index -> index.getName().equals(indexName));
    }

    Key position(Document document) {
        Object id = idField.isPresent() ? document.get(idField.get()) : document;
        return new Key(new KeyWriter().value(id).toBytes());
    }

    Optional<byte[]> get(byte[] idPart) {
        return disk.get(key(idPart));
    }

    List<Document> insert(List<byte[]> added, boolean ordered, String fullName) {
        List<Document> errors = new ArrayList<>();
        Set<Key> pending = new HashSet<>(added.size() * 2);
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < added.size() && !(ordered && !errors.isEmpty()); i++) {
                addTo(batch, pending, added.get(i), fullName)
                        .map(error("index", i))
                        .ifPresent(errors::add);
            }
            write(batch, pending.size());
        } catch (RocksDBException problem) {
            throw Disk.failure("add documents", problem);
        }
        return errors;
    }

    private Optional<Document> addTo(WriteBatch batch, Set<Key> pending, byte[] received, String fullName)
            throws RocksDBException {
        byte[] bson = received;
        Object id = idField.isPresent() ? RawBson.field(bson, idPath) : RawBson.decode(bson);
        if (id instanceof Missing) {
            id = new ObjectId();
            bson = RawBson.prepend(bson, idField.orElseThrow(), id);
        }
        if (id instanceof Collection<?>) {
            return Optional.of(problem(INVALID_ID, "InvalidIdField", "The '_id' value cannot be of type array"));
        }
        byte[] idPart = new KeyWriter().value(id).toBytes();
        byte[] key = key(idPart);
        Key position = new Key(key);
        if (pending.contains(position) || disk.contains(key)) {
            return Optional.of(duplicate(fullName, "_id_", id));
        }
        for (StoreIndex index : indexes) {
            if (index.taken(bson, idPart)) {
                return Optional.of(duplicate(fullName, index.getName(), id));
            }
        }
        batch.put(layout.family(), key, bson);
        for (StoreIndex index : indexes) {
            index.put(batch, bson, idPart);
        }
        pending.add(position);
        return Optional.empty();
    }

    /** Puts a document in the place of another (or of none) with the same id. */
    void replace(byte[] idPart, byte[] bson) {
        try (WriteBatch batch = new WriteBatch()) {
            write(batch, replaceIn(batch, idPart, disk.get(key(idPart)), bson));
        } catch (RocksDBException problem) {
            throw Disk.failure("replace a document", problem);
        }
    }

    private int replaceIn(WriteBatch batch, byte[] idPart, Optional<byte[]> old, byte[] bson) throws RocksDBException {
        for (StoreIndex index : indexes) {
            if (old.isPresent()) {
                index.delete(batch, old.get(), idPart);
            }
            index.put(batch, bson, idPart);
        }
        batch.put(layout.family(), key(idPart), bson);
        return old.isPresent() ? 0 : 1;
    }

    void remove(byte[] idPart) {
        Optional<byte[]> old = disk.get(key(idPart));
        if (old.isEmpty()) {
            return;
        }
        try (WriteBatch batch = new WriteBatch()) {
            for (StoreIndex index : indexes) {
                index.delete(batch, old.get(), idPart);
            }
            batch.delete(layout.family(), key(idPart));
            write(batch, -1);
        } catch (RocksDBException problem) {
            throw Disk.failure("remove a document", problem);
        }
    }

    void clear() {
        disk.deleteRange(layout.prefix(), layout.end());
        try (WriteBatch batch = new WriteBatch()) {
            write(batch, -count);
        } catch (RocksDBException problem) {
            throw Disk.failure("empty a collection", problem);
        }
    }

    private void write(WriteBatch batch, long more) throws RocksDBException {
        if (more == 0 && batch.count() == 0) {
            return;
        }
        batch.put(
                layout.family(),
                countKey,
                ByteBuffer.allocate(8).putLong(count + more).array());
        disk.write(batch);
        count += more;
    }

    private byte[] key(byte[] idPart) {
        return new KeyWriter().raw(layout.prefix()).raw(idPart).toBytes();
    }

    private static java.util.function.UnaryOperator<Document> error(String name, int index) {
        return error -> new Document(name, index).appendAll(error);
    }

    private static Document duplicate(String fullName, String index, Object id) {
        return problem(
                DUPLICATE_KEY,
                "DuplicateKey",
                "E11000 duplicate key error collection: " + fullName + " index: " + index + " dup key: { _id: \"" + id
                        + "\" }");
    }

    private static Document problem(int code, String name, String message) {
        return new Document("errmsg", message).append("code", code).append("codeName", name);
    }
}
