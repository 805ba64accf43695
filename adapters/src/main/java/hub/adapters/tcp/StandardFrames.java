package hub.adapters.tcp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The hub's own framing: u16 length (big endian, counts what follows), u8 id length, id in ASCII, payload. */
public final class StandardFrames implements FrameLayout {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_ORDER = 1_400;

    private final int maxFrame;

    /** @param maxFrame the longest payload taken, bytes; a longer frame is skipped whole and refused */
    public StandardFrames(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    @Override
    public Cutter newCutter() {
        return this::cut;
    }

    /**
     * The same framing downwards. A device tells an order from the one-byte answers by its first byte, which is less than
     * {@link FrameRead#ACCEPTED}.
     *
     * @throws IllegalArgumentException when the payload is longer than 1,400 bytes
     */
    @Override
    public byte[] order(String deviceId, byte[] payload) {
        if (payload.length > LONGEST_ORDER) {
            throw new IllegalArgumentException(
                    "an order of " + payload.length + " bytes is longer than the " + LONGEST_ORDER + " allowed");
        }
        byte[] id = deviceId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 + id.length + payload.length)
                .putShort((short) (1 + id.length + payload.length))
                .put((byte) id.length)
                .put(id)
                .put(payload)
                .array();
    }

    private void cut(ByteBuf in, Found found) {
        while (in.readableBytes() >= 2) {
            int length = in.getUnsignedShort(in.readerIndex());
            if (in.readableBytes() < 2 + length) {
                return;
            }
            in.skipBytes(2);
            cutOne(in, length, found);
        }
    }

    private void cutOne(ByteBuf in, int length, Found found) {
        int idLength = length == 0 ? 0 : in.getUnsignedByte(in.readerIndex());
        int payload = length - 1 - idLength;
        if (idLength == 0 || payload < 0) {
            found.refused(
                    "truncated-frame",
                    "frame of " + length + " bytes has no room for its id: byte 0 says the id is " + idLength
                            + " bytes long; write u16 length, u8 id length, id, payload",
                    bytes(in, length));
        } else if (payload > maxFrame) {
            found.refused(
                    "oversized-frame",
                    "payload of " + payload + " bytes is longer than the " + maxFrame
                            + " allowed; split it or raise hub.tcp.max-frame",
                    bytes(in, length));
        } else {
            frame(in, idLength, payload, found);
        }
    }

    private static void frame(ByteBuf in, int idLength, int payload, Found found) {
        byte[] id = new byte[idLength];
        in.skipBytes(1);
        in.readBytes(id);
        if (idLength > LONGEST_ID || !isPlain(id)) {
            found.refused(
                    "bad-device-id",
                    "the device id may have 1 to " + LONGEST_ID + " letters, digits, '-', '_', '.' or ':'",
                    bytes(in, payload));
            return;
        }
        found.frame(new String(id, StandardCharsets.ISO_8859_1), bytes(in, payload));
    }

    private static boolean isPlain(byte[] id) {
        for (byte letter : id) {
            boolean plain = letter >= '0' && letter <= '9'
                    || letter >= 'a' && letter <= 'z'
                    || letter >= 'A' && letter <= 'Z'
                    || letter == '-'
                    || letter == '_'
                    || letter == '.'
                    || letter == ':';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(ByteBuf in, int count) {
        byte[] bytes = new byte[count];
        in.readBytes(bytes);
        return bytes;
    }
}
