package hub.adapters.stream;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a topic that others fill: each record is a message of one role as it stands there, with whatever key or none. */
final class PlainReader implements RecordReader {

    private static final String DOOR = "topic";
    private static final String FORMAT = "json";

    private final String topic;
    private final String role;

    /**
     * @param topic the topic, which becomes the address of its frames
     * @param role what its records are about
     */
    PlainReader(String topic, String role) {
        this.topic = topic;
        this.role = role;
    }

    @Override
    public RawFrame read(StreamPosition position, String deviceId, byte[] array, int from, int length) {
        return new RawFrame(
                position,
                deviceId,
                "",
                "",
                DOOR,
                topic + "#" + position,
                FORMAT,
                role,
                System.currentTimeMillis(),
                TraceId.next(),
                Arrays.copyOfRange(array, from, from + length));
    }

    @Override
    public String key(byte[] array, int from, int length) {
        return length == 0 ? role : new String(array, from, length, StandardCharsets.UTF_8);
    }
}
