package hub.adapters.hot;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;

/** Tells what a failed bulk write means: a replay, readings that can never be stored, or a store that must be asked again. */
final class StoreLetters {
    private static final int DUPLICATE_KEY = 11000;

    private final Clock clock;

    StoreLetters(Clock clock) {
        this.clock = clock;
    }

    /** The errors that are not mere replays, when the failure concerned single documents only. */
    static Optional<MongoBulkWriteException> perDocument(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(MongoBulkWriteException.class::isInstance)
                .map(MongoBulkWriteException.class::cast)
                .filter(bulk -> bulk.getWriteConcernError() == null)
                .findFirst();
    }

    static List<BulkWriteError> errors(MongoBulkWriteException failure) {
        return failure.getWriteErrors().stream()
                .filter(error -> error.getCode() != DUPLICATE_KEY)
                .toList();
    }

    List<DeadLetter> of(List<BulkWriteError> errors, List<Telemetry> readings) {
        List<DeadLetter> refused = new ArrayList<>();
        for (BulkWriteError error : errors) {
            refused.add(of(
                    readings.get(error.getIndex()),
                    "the hot store refused it (code " + error.getCode() + "): " + error.getMessage()));
        }
        return refused;
    }

    DeadLetter of(Telemetry reading, String problem) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "position", reading.position().toString(),
                "hubId", reading.hubId(),
                "format", "json",
                "role", "telemetry",
                "receivedAt", Long.toString(reading.ingestTimestamp()),
                "traceId", reading.traceId()));
        return new DeadLetter(
                "store-" + reading.place(),
                clock.instant(),
                "store",
                "store",
                List.of(problem),
                "store-hot",
                reading.deviceId(),
                reading.productId(),
                reading.specVersion(),
                1,
                headers,
                payload(reading));
    }

    private static byte[] payload(Telemetry reading) {
        return new Document("device_timestamp", reading.deviceTimestamp())
                .append("data", new Document("metrics", new Document(reading.metrics())))
                .toJson(org.bson.json.JsonWriterSettings.builder()
                        .outputMode(org.bson.json.JsonMode.RELAXED)
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }
}
