package hub.adapters.shadow;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * One accepted change as history keeps it.
 *
 * @param revision counts changes of this shadow, deletions too
 * @param document the shadow after it
 * @param by the device, or the user's name
 */
record ShadowChange(long revision, ShadowDocument document, Instant at, String by) {

    /** The row that the history route inserts. */
    Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>();
        row.put("thing", document.name().thing());
        row.put("name", document.name().name());
        row.put("revision", revision);
        row.put("version", document.version());
        row.put("at", Timestamp.from(at));
        row.put("present", document.exists());
        row.put("state", Json.text(document.state()));
        row.put("metadata", Json.text(document.metadata()));
        row.put("by", by);
        return row;
    }
}
