package hub.adapters.tcp;

import hub.product.FrameCut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** Finds the next whole frame in the bytes of a connection, and gets over bytes that can be none. */
interface FrameFinder {

    /** The next frame, or empty when it is not complete yet; what cannot be a frame is handed to {@code found}. */
    Optional<byte[]> next(ByteBuf in, FrameLayout.Found found);

    static FrameFinder of(FrameCut cut, int maxFrame) {
        if (cut instanceof FrameCut.LengthField field) {
            return (in, found) -> byLength(field, maxFrame, in, found);
        }
        if (cut instanceof FrameCut.Delimiter delimiter) {
            return (in, found) -> byDelimiter(delimiter, maxFrame, in, found);
        }
        if (cut instanceof FrameCut.FixedSize fixed) {
            return (in, found) -> in.readableBytes() < fixed.size() ? Optional.empty() : take(in, fixed.size());
        }
        FrameCut.StartEnd marks = (FrameCut.StartEnd) cut;
        return (in, found) -> byMarks(marks, maxFrame, in, found);
    }

    private static Optional<byte[]> byLength(
            FrameCut.LengthField field, int maxFrame, ByteBuf in, FrameLayout.Found found) {
        int head = field.at() + field.size();
        if (in.readableBytes() < head) {
            return Optional.empty();
        }
        long total = head + lengthAt(field, in) + field.adjust();
        if (total < head || total > maxFrame) {
            // A wrong length leaves no way to find the next frame, so the rest of what is here goes with it.
            refuseAll(
                    in,
                    found,
                    "the length field at byte " + field.at() + " makes a frame of " + total + " bytes; allowed are "
                            + head + " to " + maxFrame);
            return Optional.empty();
        }
        if (in.readableBytes() < total) {
            return Optional.empty();
        }
        in.skipBytes(field.strip());
        return take(in, (int) total - field.strip());
    }

    private static long lengthAt(FrameCut.LengthField field, ByteBuf in) {
        long value = 0;
        for (int index = 0; index < field.size(); index++) {
            int at = in.readerIndex() + field.at() + (field.littleEndian() ? field.size() - 1 - index : index);
            value = value << 8 | in.getUnsignedByte(at);
        }
        return value;
    }

    private static Optional<byte[]> byDelimiter(
            FrameCut.Delimiter delimiter, int maxFrame, ByteBuf in, FrameLayout.Found found) {
        while (in.isReadable()) {
            int length = distanceTo(in, delimiter.bytes());
            if (length < 0) {
                if (in.readableBytes() > maxFrame) {
                    refuseAll(in, found, "no delimiter within the " + maxFrame + " bytes a frame may have");
                }
                return Optional.empty();
            }
            Optional<byte[]> frame = take(in, length);
            in.skipBytes(delimiter.bytes().length);
            if (length > maxFrame) {
                found.refused(
                        "oversized-frame",
                        "frame of " + length + " bytes is longer than the " + maxFrame + " allowed",
                        frame.orElseThrow());
            } else if (length > 0) {
                return frame;
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> byMarks(
            FrameCut.StartEnd marks, int maxFrame, ByteBuf in, FrameLayout.Found found) {
        int start = distanceTo(in, marks.start());
        if (start < 0) {
            int keep = Math.min(in.readableBytes(), marks.start().length - 1);
            in.skipBytes(in.readableBytes() - keep);
            return Optional.empty();
        }
        in.skipBytes(start);
        ByteBuf inside = in.slice(in.readerIndex() + marks.start().length, in.readableBytes() - marks.start().length);
        int length = distanceTo(inside, marks.end());
        int total = marks.start().length + length + marks.end().length;
        if (length < 0 || total > maxFrame) {
            if (in.readableBytes() > maxFrame) {
                refuseAll(in, found, "no end bytes within the " + maxFrame + " bytes a frame may have");
            }
            return Optional.empty();
        }
        if (!marks.strip()) {
            return take(in, total);
        }
        in.skipBytes(marks.start().length);
        Optional<byte[]> frame = take(in, length);
        in.skipBytes(marks.end().length);
        return frame;
    }

    private static int distanceTo(ByteBuf in, byte[] wanted) {
        int at = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(wanted), in);
        return at < 0 ? -1 : at - in.readerIndex();
    }

    private static void refuseAll(ByteBuf in, FrameLayout.Found found, String problem) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        found.refused("oversized-frame", problem, bytes);
    }

    private static Optional<byte[]> take(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return Optional.of(bytes);
    }
}
