package hub.adapters.stream;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Several frames of one device in one Kinesis record, because PutRecords may store the records of one request in any order.
 *
 * <p>The partition key is the device id. The data is a sequence of: length (4 bytes, big endian), then an envelope as
 * {@link EnvelopeWriter} lays it out. The position of a frame is the record's sequence number followed by the four digits of its index.
 */
final class KinesisPack {
    /** What Kinesis takes as one record, less room for the key, bytes. */
    static final int LARGEST = (1 << 20) - 1024;

    static final int MOST_FRAMES = 10_000;
    private static final int LONGEST_KEY = 256;

    private KinesisPack() {}

    /** The bytes a frame takes in a record. */
    static int size(byte[] envelope) {
        return Integer.BYTES + envelope.length;
    }

    /**
     * The envelope of a frame.
     *
     * @throws IllegalArgumentException when Kinesis cannot carry the frame
     */
    static byte[] envelope(RawFrame frame) {
        if (frame.deviceId().isEmpty() || frame.deviceId().length() > LONGEST_KEY) {
            throw new IllegalArgumentException("the frame from " + frame.address() + " has a device id of "
                    + frame.deviceId().length() + " characters; Kinesis takes 1 to " + LONGEST_KEY);
        }
        byte[] envelope = EnvelopeWriter.write(frame);
        if (size(envelope) > LARGEST) {
            throw new IllegalArgumentException(
                    "the frame of " + frame.deviceId() + " has " + envelope.length + " bytes, more than " + LARGEST);
        }
        return envelope;
    }

    static byte[] pack(List<byte[]> envelopes) {
        int size = envelopes.stream().mapToInt(KinesisPack::size).sum();
        ByteBuffer data = ByteBuffer.allocate(size);
        envelopes.forEach(envelope -> data.putInt(envelope.length).put(envelope));
        return data.array();
    }

    /** Adds the frames of one record to a batch; a record that is no pack is one dead letter. */
    static void unpack(int shard, String sequence, String deviceId, ByteBuffer data, BatchReader batch) {
        List<ByteBuffer> envelopes = split(data);
        if (envelopes.isEmpty()) {
            batch.add(new StreamPosition(shard, sequence + "0000"), deviceId, data);
            return;
        }
        for (int index = 0; index < envelopes.size(); index++) {
            String offset = String.format("%s%04d", sequence, index);
            batch.add(new StreamPosition(shard, offset), deviceId, envelopes.get(index));
        }
    }

    private static List<ByteBuffer> split(ByteBuffer data) {
        List<ByteBuffer> envelopes = new ArrayList<>();
        ByteBuffer rest = data.slice();
        while (rest.remaining() >= Integer.BYTES) {
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining() || envelopes.size() == MOST_FRAMES) {
                return List.of();
            }
            envelopes.add(rest.slice(rest.position(), length));
            rest.position(rest.position() + length);
        }
        return rest.hasRemaining() ? List.of() : envelopes;
    }
}
