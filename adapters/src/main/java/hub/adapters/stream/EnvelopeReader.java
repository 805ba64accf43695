package hub.adapters.stream;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.util.Arrays;

/** Reads what {@link EnvelopeWriter} wrote; any other bytes are an {@link UnreadableRecord}, never another exception. For one thread. */
final class EnvelopeReader implements RecordReader {
    private final TextCache texts = new TextCache();
    private byte[] bytes;
    private int at;
    private int end;

    /**
     * The frame in a part of an array.
     *
     * @throws UnreadableRecord when the bytes are not an envelope of a known version
     */
    @Override
    public RawFrame read(StreamPosition position, String deviceId, byte[] array, int from, int length) {
        bytes = array;
        at = from;
        end = from + length;
        if (length < EnvelopeWriter.FIXED_BYTES) {
            throw new UnreadableRecord("too short: " + length + " bytes, at least " + EnvelopeWriter.FIXED_BYTES);
        }
        int version = array[from];
        int flags = array[from + 1];
        if (version != EnvelopeWriter.VERSION || (flags & ~EnvelopeWriter.BINARY_TRACE) != 0) {
            throw new UnreadableRecord("unknown envelope version " + version + " with flags " + flags);
        }
        long receivedAt = (long) EnvelopeWriter.LONG.get(array, from + 5);
        at = from + EnvelopeWriter.FIXED_BYTES;
        String trace = flags == EnvelopeWriter.BINARY_TRACE ? trace() : "";
        String door = word(EnvelopeCode.DOOR, array[from + 2]);
        String format = word(EnvelopeCode.FORMAT, array[from + 3]);
        String role = word(EnvelopeCode.ROLE, array[from + 4]);
        if (flags != EnvelopeWriter.BINARY_TRACE) {
            trace = text();
        }
        String hubId = text();
        String productId = text();
        String address = text();
        byte[] payload = Arrays.copyOfRange(array, at, end);
        return new RawFrame(
                position, deviceId, hubId, productId, door, address, format, role, receivedAt, trace, payload);
    }

    /** The device id in a record's key. */
    @Override
    public String key(byte[] array, int from, int length) {
        return texts.text(array, from, length);
    }

    private String word(EnvelopeCode words, int code) {
        return code == EnvelopeCode.TEXT ? text() : words.word(code & 0xFF);
    }

    private String trace() {
        int size = EnvelopeWriter.TRACE_DIGITS / 2;
        require(size);
        String trace = texts.trace(bytes, at);
        at += size;
        return trace;
    }

    private String text() {
        int size = 0;
        for (int shift = 0; ; shift += 7) {
            if (shift > 14) {
                throw new UnreadableRecord("a length of more than 3 bytes");
            }
            require(1);
            int next = bytes[at++];
            size |= (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        require(size);
        String text = texts.text(bytes, at, size);
        at += size;
        return text;
    }

    private void require(int size) {
        if (end - at < size) {
            throw new UnreadableRecord("ends " + (size - (end - at)) + " bytes too early");
        }
    }
}
