package hub.adapters.stream;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames that carry their own sequence number, so that a test sees loss, repetition and disorder. */
final class TestingFrames {
    private static final int PAYLOAD_BYTES = 24;

    private TestingFrames() {}

    static RawFrame frame(String deviceId, long sequence) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(sequence)
                .putLong(System.nanoTime())
                .array();
        return new RawFrame(
                StreamPosition.NONE,
                deviceId,
                "",
                "prod-a",
                "tcp",
                "127.0.0.1:50123",
                "hex",
                "telemetry",
                1_795_262_400_000L,
                "0123456789abcdef0123456789abcdef",
                payload);
    }

    /** Frames {@code from} to {@code to - 1}, dealt to the devices in turn; frame n belongs to device n modulo devices. */
    static List<RawFrame> frames(long from, long to, int devices) {
        List<RawFrame> frames = new ArrayList<>();
        for (long sequence = from; sequence < to; sequence++) {
            frames.add(frame("device-" + sequence % devices, sequence));
        }
        return frames;
    }

    static long sequence(RawFrame frame) {
        return ByteBuffer.wrap(frame.payload()).getLong();
    }

    static long sentNanos(RawFrame frame) {
        return ByteBuffer.wrap(frame.payload()).getLong(Long.BYTES);
    }
}
