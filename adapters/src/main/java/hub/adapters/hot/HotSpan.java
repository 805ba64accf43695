package hub.adapters.hot;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * What a question for a device's telemetry asks for, in words that another store understands too.
 *
 * @param deviceId the device
 * @param from not older than this
 * @param until older than this
 * @param behind only what comes behind the reading of this time ...
 * @param behindId ... and this id, newest first; empty on the first page
 * @param fetch how many readings: one more than the page holds
 */
public record HotSpan(
        String deviceId,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Instant> behind,
        String behindId,
        int fetch) {

    static HotSpan of(HotQuery question) {
        Document criteria = question.criteria();
        Document time = criteria.get("device_timestamp", new Document());
        List<Document> behind = criteria.getList("$or", Document.class, List.of());
        boolean first = behind.isEmpty();
        return new HotSpan(
                criteria.getString("device_id"),
                instant(time, "$gte"),
                instant(time, "$lt"),
                instant(time, "$lte"),
                first ? "" : behind.get(1).get("_id", Document.class).getString("$lt"),
                question.fetch());
    }

    private static Optional<Instant> instant(Document time, String comparison) {
        return Optional.ofNullable(time.getDate(comparison)).map(Date::toInstant);
    }
}
