package hub.adapters.hot;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Turns readings into writes that may be repeated without harm. */
final class HotBatches {
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final long LARGEST_BYTES = 15L << 20;
    private static final Comparator<Telemetry> AGE = Comparator.comparingLong(Telemetry::deviceTimestamp)
            .thenComparing(Telemetry::position)
            .thenComparingInt(Telemetry::part);

    private final StoreLetters letters;

    HotBatches(StoreLetters letters) {
        this.letters = letters;
    }

    HotBatch of(List<Telemetry> readings) {
        List<Telemetry> stored = new ArrayList<>(readings.size());
        List<WriteModel<Document>> inserts = new ArrayList<>(readings.size());
        List<DeadLetter> refused = new ArrayList<>();
        Map<String, Telemetry> latest = new HashMap<>();
        for (Telemetry reading : readings) {
            if (size(reading.metrics().values()) > LARGEST_BYTES) {
                refused.add(letters.of(
                        reading, "metrics: larger than a document may be (16 MB); send fewer values at once"));
                continue;
            }
            stored.add(reading);
            inserts.add(new InsertOneModel<>(TelemetryDocument.reading(reading)));
            latest.merge(reading.deviceId(), reading, (one, other) -> AGE.compare(one, other) < 0 ? other : one);
        }
        List<Telemetry> newest = List.copyOf(latest.values());
        List<WriteModel<Document>> upserts =
                newest.stream().map(HotBatches::replaceOlder).toList();
        return new HotBatch(stored, inserts, newest, upserts, refused);
    }

    /** Matches an older document of the device only; where a newer one stands, the insert that follows fails as a duplicate, which is as wanted. */
    private static WriteModel<Document> replaceOlder(Telemetry reading) {
        Date time = new Date(reading.deviceTimestamp());
        Document older = new Document("device_timestamp", new Document("$lt", time));
        Document sameTime = new Document("device_timestamp", time)
                .append("order", new Document("$lt", TelemetryDocument.order(reading)));
        Document filter = new Document("_id", reading.deviceId()).append("$or", List.of(older, sameTime));
        return new ReplaceOneModel<>(filter, TelemetryDocument.latest(reading), UPSERT);
    }

    /** A generous estimate of the encoded size, without encoding. */
    private static long size(Iterable<?> values) {
        long bytes = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                bytes += 3L * text.length();
            } else if (value instanceof List<?> list) {
                bytes += 8L * list.size() + size(list);
            } else {
                bytes += 16;
            }
        }
        return bytes;
    }
}
