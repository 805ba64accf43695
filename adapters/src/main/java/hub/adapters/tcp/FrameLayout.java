package hub.adapters.tcp;

import io.netty.buffer.ByteBuf;

/** How the frames of one listener are delimited, where they name their device, and how they are answered. */
public interface FrameLayout {

    /** Takes what a layout finds in the bytes of a connection. */
    interface Found {

        /** A whole frame of a device. */
        void frame(String deviceId, byte[] payload);

        /** Bytes that cannot become a frame: a reason code, a sentence with advice, and the bytes. */
        void refused(String reason, String problem, byte[] bytes);
    }

    /** A cutter for one connection; it may remember what the connection said before, such as a login frame. */
    Cutter newCutter();

    /** The product all frames of this listener belong to, or empty when the registry decides by device. */
    default String productId() {
        return "";
    }

    /** The bytes that answer a read, given one verdict byte per frame; empty when the protocol has no answers. */
    default byte[] answer(FrameRead read) {
        return read.answers();
    }

    /** The bytes that carry an order to a device; as they are unless the framing wraps them. */
    default byte[] order(String deviceId, byte[] payload) {
        return payload;
    }

    /** Cuts the bytes of one connection. */
    interface Cutter {

        /** Takes every whole frame out of the buffer and leaves the rest for the next read. */
        void cut(ByteBuf in, Found found);

        /** Bytes at once to the device, such as the answer to a login; empty when there is nothing to say. */
        default byte[] greeting() {
            return new byte[0];
        }
    }
}
