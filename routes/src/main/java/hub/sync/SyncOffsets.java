package hub.sync;

import hub.master.sync.SyncSources.SavedOffset;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;

/**
 * Where Debezium keeps how far it is: the warm store, after the changes up to there were applied. Debezium makes it by its name, so the
 * changes of each source are found by theirs.
 */
public final class SyncOffsets implements OffsetBackingStore {

    private static final ConcurrentMap<String, LegacyChanges> BY_SOURCE = new ConcurrentHashMap<>();

    private LegacyChanges changes;

    /** Says whose changes belong to a source. */
    public static void register(String source, LegacyChanges changes) {
        BY_SOURCE.put(source, changes);
    }

    @Override
    public void configure(WorkerConfig config) {
        String source = String.valueOf(config.originals().get("topic.prefix"));
        changes = BY_SOURCE.get(source);
        if (changes == null) {
            throw new IllegalStateException("nobody takes changes of '" + source + "'; see hub.sync.source");
        }
    }

    @Override
    public void start() {
        changes.begin();
    }

    @Override
    public void stop() {
        changes.end();
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        try {
            Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
            for (SavedOffset offset : changes.offsets()) {
                ByteBuffer key = ByteBuffer.wrap(offset.part());
                if (keys.contains(key)) {
                    found.put(key, ByteBuffer.wrap(offset.position()));
                }
            }
            return CompletableFuture.completedFuture(found);
        } catch (SQLException problem) {
            return CompletableFuture.failedFuture(problem);
        }
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        List<SavedOffset> offsets = new ArrayList<>();
        values.forEach((part, position) -> {
            if (part != null && position != null) {
                offsets.add(new SavedOffset(part.array(), position.array()));
            }
        });
        try {
            changes.flush(offsets);
            callback.onCompletion(null, null);
            return CompletableFuture.completedFuture(null);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return refused(callback, stop);
        } catch (SQLException | RuntimeException problem) {
            return refused(callback, problem);
        }
    }

    private static Future<Void> refused(Callback<Void> callback, Exception problem) {
        callback.onCompletion(problem, null);
        return CompletableFuture.failedFuture(problem);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of();
    }
}
