package hub.console.live;

import java.nio.charset.StandardCharsets;

/**
 * One thing that happened, shaped once for all who follow.
 *
 * @param id grows with every event since the hub started
 * @param topic {@code readings}, {@code alarms}, {@code dispatches} or {@code notices}
 * @param deviceId whose it is, or empty: then a customer never sees it
 * @param json the data as JSON on one line
 */
record LiveEvent(long id, String topic, String deviceId, String json) {

    /** As it goes over the wire; {@code epoch} tells one run of the hub from the next. */
    byte[] frame(String epoch) {
        return ("id: " + epoch + "-" + id + "\nevent: " + topic + "\ndata: " + json + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
