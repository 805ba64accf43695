package hub.product;

import java.util.List;
import java.util.Map;

/**
 * How devices answer orders in binary frames: some fixed bytes, the execution's number, one byte that says how it went, and
 * whatever follows as a sentence in UTF-8.
 *
 * @param begins the bytes by which an answer is told from telemetry, each 0 to 255
 * @param executionSize bytes of the execution's number
 * @param order in which they go
 * @param status byte to one of IN_PROGRESS, SUCCEEDED, FAILED, REJECTED
 */
public record CommandAnswer(List<Integer> begins, int executionSize, WordOrder order, Map<Integer, String> status) {

    /** Whether these bytes are an answer. */
    public boolean isAnswer(byte[] payload) {
        if (payload.length < begins.size()) {
            return false;
        }
        for (int at = 0; at < begins.size(); at++) {
            if ((payload[at] & 0xFF) != begins.get(at)) {
                return false;
            }
        }
        return true;
    }
}
