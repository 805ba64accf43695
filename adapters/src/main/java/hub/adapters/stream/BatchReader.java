package hub.adapters.stream;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Turns stream records into frames and, where a record is not a frame, into a dead letter, so that one bad record stops nobody. */
final class BatchReader {
    private static final byte[] NOTHING = {};
    private final RecordReader envelopes;
    private final List<RawFrame> frames;
    private final List<DeadLetter> unreadable = new ArrayList<>();
    private final String origin;

    /**
     * @param origin the name of the topic or stream, for the dead letters
     */
    BatchReader(RecordReader envelopes, String origin, int expected) {
        this.envelopes = envelopes;
        this.origin = origin;
        this.frames = new ArrayList<>(expected);
    }

    void add(StreamPosition position, ByteBuffer key, ByteBuffer value) {
        byte[] keyBytes = array(key);
        int keyFrom = start(key);
        int keyLength = key == null ? 0 : key.remaining();
        String deviceId = envelopes.key(keyBytes, keyFrom, keyLength);
        add(position, deviceId, value);
    }

    void add(StreamPosition position, String deviceId, ByteBuffer value) {
        byte[] bytes = array(value);
        int from = start(value);
        int length = value == null ? 0 : value.remaining();
        try {
            if (deviceId.isEmpty()) {
                throw new UnreadableRecord("no key; the key is the device id");
            }
            frames.add(envelopes.read(position, deviceId, bytes, from, length));
        } catch (UnreadableRecord problem) {
            unreadable.add(deadLetter(position, deviceId, problem, Arrays.copyOfRange(bytes, from, from + length)));
        }
    }

    FrameBatch batch() {
        return new FrameBatch(Collections.unmodifiableList(frames), Collections.unmodifiableList(unreadable));
    }

    private DeadLetter deadLetter(StreamPosition position, String deviceId, UnreadableRecord why, byte[] bytes) {
        String problem = "Record " + position + " of " + origin + " is not a frame of this hub: " + why.getMessage()
                + ". Find out who else writes to " + origin + ".";
        return new DeadLetter(
                position + "-record",
                Instant.now(),
                "stream",
                "decode",
                List.of(problem),
                "",
                deviceId,
                "",
                "",
                1,
                Map.of("address", origin + "/" + position),
                bytes);
    }

    private static byte[] array(ByteBuffer buffer) {
        if (buffer == null) {
            return NOTHING;
        }
        if (buffer.hasArray()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private static int start(ByteBuffer buffer) {
        return buffer == null || !buffer.hasArray() ? 0 : buffer.arrayOffset() + buffer.position();
    }
}
