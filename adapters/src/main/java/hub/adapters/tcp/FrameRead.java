package hub.adapters.tcp;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.util.List;

/**
 * All that one read from a socket brought: whole frames in order, those refused at the door, and the answers to give.
 *
 * @param frames the frames to append to the stream
 * @param refused what cannot become a frame, with reasons
 * @param answers one byte per frame received, in order: 0x06 once durable, 0x15 for the refused ones
 */
public record FrameRead(List<RawFrame> frames, List<DeadLetter> refused, byte[] answers) {

    /** The answer to a frame that is durable in the stream. */
    public static final byte ACCEPTED = 0x06;

    /** The answer to a frame that is refused; the reason is on the dead letter. */
    public static final byte REFUSED = 0x15;
}
