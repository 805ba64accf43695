package hub.adapters.tcp;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All that one read from a socket brought: whole frames in order, those refused at the door, and the answers to give.
 *
 * @param frames the frames to append to the stream
 * @param refused what cannot become a frame, with reasons
 * @param refusedAt which of the frames received, counted from 0, are the refused ones
 * @param answers one byte per frame received, in order: 0x06 once durable, 0x15 for the refused ones
 */
public record FrameRead(List<RawFrame> frames, List<DeadLetter> refused, BitSet refusedAt, byte[] answers) {

    /** The answer to a frame that is durable in the stream. */
    public static final byte ACCEPTED = 0x06;

    /** The answer to a frame that is refused; the reason is on the dead letter. */
    public static final byte REFUSED = 0x15;

    /** Whether the frame at this place was handed on, rather than refused at the door. */
    public boolean isFrame(int index) {
        return !refusedAt.get(index);
    }

    /**
     * Refuses frames that did not become durable.
     *
     * @param durable one verdict per frame handed on, in order, or null when none became durable
     */
    public FrameRead settled(boolean[] durable) {
        if (durable == null && !frames.isEmpty()) {
            return allRefused();
        }
        int frame = 0;
        for (int index = 0; index < answers.length; index++) {
            if (isFrame(index) && !durable[frame++]) {
                answers[index] = REFUSED;
            }
        }
        return this;
    }

    /** Refuses every frame, since none became durable. */
    public FrameRead allRefused() {
        Arrays.fill(answers, REFUSED);
        return this;
    }

    /** By identity: Camel keys a cache by the objects that routes ask, and hashing a batch by content costs more than decoding it. */
    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
