package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The stored form of one collection. Each change of documents, index entries and count is one batch: after a crash all of it is
 * there or nothing. Callers hold the collection's lock while they write.
 */
final class Documents {
    private static final int LONGEST_ID_BYTES = 8 << 10;

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

    /** Adds documents and tells which could not be added; in one batch, unless an index must compare them with each other. */
    List<Document> insert(List<byte[]> added, boolean ordered, String fullName) {
        int atOnce = hasUniqueIndex() ? 1 : Math.max(1, added.size());
        List<Document> errors = new ArrayList<>();
        for (int from = 0; from < added.size() && !(ordered && !errors.isEmpty()); from += atOnce) {
            List<byte[]> some = added.subList(from, Math.min(added.size(), from + atOnce));
            errors.addAll(insertBatch(some, from, ordered, fullName));
        }
        return errors;
    }

    private List<Document> insertBatch(List<byte[]> added, int from, boolean ordered, String fullName) {
        List<Document> errors = new ArrayList<>();
        Arrivals arrivals = new Arrivals(disk, added.stream().map(this::arrival).toList());
        for (int i = 0; i < added.size() && !(ordered && !errors.isEmpty()); i++) {
            Arrivals.Arrival arrival = arrivals.all().get(i);
            Optional<Document> refusal = refusal(arrival, fullName);
            if (refusal.isEmpty()) {
                arrivals.accept(arrival);
            } else {
                errors.add(new Document("index", from + i).appendAll(refusal.get()));
            }
        }
        try (WriteBatch batch = new WriteBatch()) {
            arrivals.put(batch);
            write(batch, arrivals.accepted());
        } catch (RocksDBException problem) {
            throw Disk.failure("add documents", problem);
        }
        return errors;
    }

    private Arrivals.Arrival arrival(byte[] received) {
        byte[] bson = received;
        Object id = idField.isPresent() ? RawBson.field(bson, idPath) : RawBson.decode(bson);
        if (id instanceof Missing) {
            id = new ObjectId();
            bson = RawBson.prepend(bson, idField.orElseThrow(), id);
        }
        byte[] idPart = new KeyWriter().value(id).toBytes();
        return new Arrivals.Arrival(id, key(idPart), bson, entries(bson, idPart));
    }

    private List<Entry> entries(byte[] bson, byte[] idPart) {
        List<Entry> entries = new ArrayList<>(indexes.size());
        for (StoreIndex index : indexes) {
            entries.add(index.entry(bson, idPart));
        }
        return entries;
    }

    private Optional<Document> refusal(Arrivals.Arrival arrival, String fullName) {
        if (arrival.id instanceof Collection<?>) {
            return Optional.of(WriteErrors.invalidId());
        }
        if (arrival.isKnown()) {
            return Optional.of(WriteErrors.duplicate(fullName, "_id_", arrival.id));
        }
        return refusal(arrival.id, arrival.key, arrival.bson, arrival.entries, fullName);
    }

    /** Why a document cannot be put under its key, if an index has something against it. */
    Optional<Document> refusal(Object id, Key key, byte[] bson, String fullName) {
        byte[] idPart = Arrays.copyOfRange(key.bytes(), layout.prefix().length, key.bytes().length);
        return refusal(id, key.bytes(), bson, entries(bson, idPart), fullName);
    }

    private Optional<Document> refusal(Object id, byte[] key, byte[] bson, List<Entry> entries, String fullName) {
        if (key.length > LONGEST_ID_BYTES || entries.stream().anyMatch(Entry::tooLong)) {
            return Optional.of(WriteErrors.keyTooLong(fullName));
        }
        byte[] idPart = Arrays.copyOfRange(key, layout.prefix().length, key.length);
        for (StoreIndex index : indexes) {
            if (index.taken(bson, idPart)) {
                return Optional.of(WriteErrors.duplicate(fullName, index.getName(), id));
            }
        }
        return Optional.empty();
    }

    boolean hasUniqueIndex() {
        return indexes.stream().anyMatch(StoreIndex::isUnique);
    }

    /** Puts a document in the place of another (or of none) with the same id. */
    void replace(byte[] idPart, byte[] bson) {
        Optional<byte[]> old = disk.get(key(idPart));
        try (WriteBatch batch = new WriteBatch()) {
            replaceIn(batch, idPart, old, bson);
            write(batch, old.isPresent() ? 0 : 1);
        } catch (RocksDBException problem) {
            throw Disk.failure("replace a document", problem);
        }
    }

    void replaceIn(WriteBatch batch, byte[] idPart, Optional<byte[]> old, byte[] bson) throws RocksDBException {
        if (old.isPresent()) {
            deleteEntries(batch, old.get(), idPart);
        }
        for (Entry entry : entries(bson, idPart)) {
            entry.put(batch, disk.entries());
        }
        batch.put(layout.family(), key(idPart), bson);
    }

    private void deleteEntries(WriteBatch batch, byte[] bson, byte[] idPart) throws RocksDBException {
        for (Entry entry : entries(bson, idPart)) {
            batch.delete(disk.entries(), entry.key());
        }
    }

    void remove(byte[] idPart) {
        Optional<byte[]> old = disk.get(key(idPart));
        if (old.isEmpty()) {
            return;
        }
        try (WriteBatch batch = new WriteBatch()) {
            deleteEntries(batch, old.get(), idPart);
            batch.delete(layout.family(), key(idPart));
            write(batch, -1);
        } catch (RocksDBException problem) {
            throw Disk.failure("remove a document", problem);
        }
    }

    /** Removes documents in the order of their keys, where neighbours are found next to each other. */
    int remove(Collection<Object> ids) {
        SortedSet<Key> idParts = new TreeSet<>();
        ids.forEach(id -> idParts.add(new Key(new KeyWriter().value(id).toBytes())));
        int removed = 0;
        try (WriteBatch batch = new WriteBatch()) {
            for (Key idPart : idParts) {
                Optional<byte[]> old = disk.get(key(idPart.bytes()));
                if (old.isPresent()) {
                    deleteEntries(batch, old.get(), idPart.bytes());
                    batch.delete(layout.family(), key(idPart.bytes()));
                    removed++;
                }
            }
            write(batch, -removed);
        } catch (RocksDBException problem) {
            throw Disk.failure("remove documents", problem);
        }
        return removed;
    }

    void clear() {
        disk.deleteRange(layout.prefix(), layout.end());
        try (WriteBatch batch = new WriteBatch()) {
            write(batch, -count);
        } catch (RocksDBException problem) {
            throw Disk.failure("empty a collection", problem);
        }
    }

    void write(WriteBatch batch, long more) throws RocksDBException {
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

    byte[] key(byte[] idPart) {
        return new KeyWriter().raw(layout.prefix()).raw(idPart).toBytes();
    }

    private static java.util.function.UnaryOperator<Document> error(String name, int index) {
        return error -> new Document(name, index).appendAll(error);
    }
}
