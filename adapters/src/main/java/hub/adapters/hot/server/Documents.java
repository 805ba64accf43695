package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
            return Optional.of(WriteErrors.invalidId());
        }
        byte[] idPart = new KeyWriter().value(id).toBytes();
        byte[] key = key(idPart);
        Key position = new Key(key);
        if (pending.contains(position) || disk.contains(key)) {
            return Optional.of(WriteErrors.duplicate(fullName, "_id_", id));
        }
        Optional<Document> refusal = refusal(bson, id, idPart, fullName);
        if (refusal.isEmpty()) {
            pending.add(position);
            replaceIn(batch, idPart, Optional.empty(), bson);
        }
        return refusal;
    }

    /** Why an index cannot take a document, if one cannot. */
    private Optional<Document> refusal(byte[] bson, Object id, byte[] idPart, String fullName) {
        if (idPart.length > LONGEST_ID_BYTES) {
            return Optional.of(WriteErrors.keyTooLong(fullName, "_id_"));
        }
        for (StoreIndex index : indexes) {
            if (index.tooLong(bson)) {
                return Optional.of(WriteErrors.keyTooLong(fullName, index.getName()));
            }
            if (index.taken(bson, idPart)) {
                return Optional.of(WriteErrors.duplicate(fullName, index.getName(), id));
            }
        }
        return Optional.empty();
    }

    /** Carries out replacements in one batch and answers as MongoDB answers an update command. */
    Document replace(List<Replacement> replacements, boolean ordered, String fullName) {
        Map<Key, byte[]> pending = new HashMap<>();
        ReplaceAnswer answer = new ReplaceAnswer();
        QueryMatcher matcher = Replacement.matcher();
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < replacements.size() && !(ordered && answer.failed()); i++) {
                Replacement replacement = replacements.get(i);
                byte[] idPart = new KeyWriter().value(replacement.id()).toBytes();
                Key key = new Key(idPart);
                Optional<byte[]> old = pending.containsKey(key) ? Optional.of(pending.get(key)) : disk.get(key(idPart));
                Optional<byte[]> written = replaceOne(i, replacement, old, idPart, matcher, fullName, answer);
                if (written.isPresent()) {
                    replaceIn(batch, idPart, old, written.get());
                    pending.put(key, written.get());
                }
            }
            write(batch, answer.added());
        } catch (RocksDBException problem) {
            throw Disk.failure("replace documents", problem);
        }
        return answer.document();
    }

    private Optional<byte[]> replaceOne(
            int number,
            Replacement replacement,
            Optional<byte[]> old,
            byte[] idPart,
            QueryMatcher matcher,
            String fullName,
            ReplaceAnswer answer) {
        boolean met = old.isPresent() && replacement.isMetBy(old.get(), matcher);
        if (!met && !replacement.upsert()) {
            return Optional.empty();
        }
        Optional<byte[]> bson = replacement.document();
        Optional<Document> error = bson.isEmpty()
                ? Optional.of(WriteErrors.idChanged())
                : !met && old.isPresent()
                        ? Optional.of(WriteErrors.duplicate(fullName, "_id_", replacement.id()))
                        : refusal(bson.get(), replacement.id(), idPart, fullName);
        if (error.isPresent()) {
            answer.error(number, error.get());
            return Optional.empty();
        }
        if (!met) {
            answer.added(number, replacement.id());
            return bson;
        }
        boolean same = Arrays.equals(old.get(), bson.get());
        answer.matched(!same);
        return same ? Optional.empty() : bson;
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

    private void replaceIn(WriteBatch batch, byte[] idPart, Optional<byte[]> old, byte[] bson) throws RocksDBException {
        for (StoreIndex index : indexes) {
            if (old.isPresent()) {
                index.delete(batch, old.get(), idPart);
            }
            index.put(batch, bson, idPart);
        }
        batch.put(layout.family(), key(idPart), bson);
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
}
