package hub.adapters.hot;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Turns readings into inserts that may be repeated without harm, since their ids come from the stream. */
final class HotBatches {
    private static final long LARGEST_BYTES = 15L << 20;

    private final StoreLetters letters;

    HotBatches(StoreLetters letters) {
        this.letters = letters;
    }

    HotBatch of(List<Telemetry> readings) {
        List<Telemetry> stored = new ArrayList<>(readings.size());
        List<WriteModel<Document>> inserts = new ArrayList<>(readings.size());
        List<DeadLetter> refused = new ArrayList<>();
        for (Telemetry reading : readings) {
            if (size(reading.metrics().values()) > LARGEST_BYTES) {
                refused.add(letters.of(
                        reading, "metrics: larger than a document may be (16 MB); send fewer values at once"));
            } else {
                stored.add(reading);
                inserts.add(new InsertOneModel<>(new TelemetryDocument(reading)));
            }
        }
        return new HotBatch(stored, inserts, refused);
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
