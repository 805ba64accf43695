package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.rocksdb.RocksIterator;

/**
 * Reads the documents of a plan that match a query, first as many as are wanted, then more at a time. Between two reads it holds
 * nothing but the place where it stopped, so it may be abandoned at any time and needs no memory for what is still to come.
 */
final class Scan implements Iterator<Document> {
    private static final int MOST_AT_ONCE = 256;

    private final Disk disk;
    private final byte[] documentPrefix;
    private final QueryPlan plan;
    private final Document query;
    private final QueryMatcher matcher = new DefaultQueryMatcher();
    private List<Document> read = List.of();
    private int next;
    private int atOnce;
    private byte[] stoppedAt;
    private boolean finished;

    /** Reads all there is. */
    Scan(Disk disk, byte[] documentPrefix, QueryPlan plan, Document query) {
        this(disk, documentPrefix, plan, query, MOST_AT_ONCE);
    }

    /** @param wanted how many documents are probably enough; more come when they are asked for */
    Scan(Disk disk, byte[] documentPrefix, QueryPlan plan, Document query, int wanted) {
        this.disk = disk;
        this.documentPrefix = documentPrefix;
        this.plan = plan;
        this.query = query;
        this.atOnce = Math.max(1, Math.min(wanted, MOST_AT_ONCE));
    }

    @Override
    public boolean hasNext() {
        while (next == read.size() && !finished) {
            read = readMore();
            next = 0;
        }
        return next < read.size();
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return read.get(next++);
    }

    private List<Document> readMore() {
        List<Document> found = new ArrayList<>();
        try (RocksIterator entries = disk.iterator(plan.layout().family())) {
            begin(entries);
            for (int i = 0; i < atOnce; i++) {
                if (!Disk.standsOnKey(entries) || outside(entries.key())) {
                    finished = true;
                    return found;
                }
                stoppedAt = entries.key();
                document(entries)
                        .map(RawBson::decode)
                        .filter(document -> matcher.matches(document, query))
                        .ifPresent(found::add);
                step(entries);
            }
        }
        atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
        return found;
    }

    private void begin(RocksIterator entries) {
        byte[] edge = stoppedAt != null ? stoppedAt : plan.reverse() ? plan.to() : plan.from();
        if (!plan.reverse()) {
            entries.seek(edge);
        } else {
            entries.seekForPrev(edge);
        }
        boolean onIt = entries.isValid() && Arrays.equals(entries.key(), edge);
        if (onIt && (stoppedAt != null || plan.reverse())) {
            step(entries);
        }
    }

    private void step(RocksIterator entries) {
        if (plan.reverse()) {
            entries.prev();
        } else {
            entries.next();
        }
    }

    private boolean outside(byte[] key) {
        return plan.reverse()
                ? Arrays.compareUnsigned(key, plan.from()) < 0
                : Arrays.compareUnsigned(key, plan.to()) >= 0;
    }

    private Optional<byte[]> document(RocksIterator entries) {
        if (!plan.layout().entries()) {
            return Optional.of(entries.value());
        }
        byte[] key = entries.key();
        byte[] length = entries.value();
        int idFrom = (length[0] & 0xFF) << 8 | length[1] & 0xFF;
        byte[] documentKey = Arrays.copyOf(documentPrefix, documentPrefix.length + key.length - idFrom);
        System.arraycopy(key, idFrom, documentKey, documentPrefix.length, key.length - idFrom);
        return disk.get(documentKey);
    }
}
