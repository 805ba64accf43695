package hub.bench.journey;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The in-memory store that looks at its own clock after each write of readings, so that send-to-stored is measured at the
 * same place for every program, whatever that program claims.
 */
final class ObservedBackend extends MemoryBackend {
    private static final String TELEMETRY = "telemetry";
    private static final long HIGHEST_MILLIS = 3_600_000;

    private final Histogram latency = new Histogram(HIGHEST_MILLIS, 3);
    private long stored;
    private long lastMillis;

    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = super.handleMessage(message);
        Document command = message.getDocument();
        if (TELEMETRY.equals(command.get("insert"))) {
            observe(command, "documents", answer);
        } else if (TELEMETRY.equals(command.get("update"))) {
            observe(command, "updates", answer);
        }
        return answer;
    }

    synchronized StoreStatistics statistics() {
        return new StoreStatistics(
                stored,
                lastMillis,
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getMaxValue());
    }

    synchronized void reset() {
        latency.reset();
        stored = 0;
        lastMillis = 0;
    }

    private synchronized void observe(Document command, String key, Document answer) {
        long now = System.currentTimeMillis();
        Object refused = answer.get("writeErrors");
        List<?> written = (List<?>) command.get(key);
        stored += written.size() - (refused instanceof List<?> errors ? errors.size() : 0);
        lastMillis = now;
        for (Object one : written) {
            Object timestamp = reading((Document) one).get("device_timestamp");
            if (timestamp != null) {
                latency.recordValue(Math.min(HIGHEST_MILLIS, Math.max(0, now - millis(timestamp))));
            }
        }
    }

    /** The reading itself, also when it is written as an update: a replacement, or under an operator. */
    private static Document reading(Document written) {
        if (!(written.get("u") instanceof Document update)) {
            return written;
        }
        for (String operator : List.of("$setOnInsert", "$set")) {
            if (update.get(operator) instanceof Document inner) {
                return inner;
            }
        }
        return update;
    }

    private static long millis(Object timestamp) {
        if (timestamp instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return timestamp instanceof Number number
                ? number.longValue()
                : Instant.parse(timestamp.toString()).toEpochMilli();
    }
}
