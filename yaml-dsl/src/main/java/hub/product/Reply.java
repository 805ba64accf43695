package hub.product;

import java.util.Arrays;

/**
 * What a device is answered on its own listener.
 *
 * @param accept the bytes sent when the frame is durable in the stream
 * @param refuse the bytes sent when it is refused
 * @param copyAt first byte of the payload that is copied into the answer to an accepted frame, or -1 for none
 * @param copySize how many bytes are copied
 * @param answerSize size of the copied number in the answer, padded with leading zeros
 */
public record Reply(byte[] accept, byte[] refuse, int copyAt, int copySize, int answerSize) {

    /** The hub's own: {@code 0x06} for accepted, {@code 0x15} for refused. */
    public static final Reply STANDARD = new Reply(new byte[] {0x06}, new byte[] {0x15}, -1, 0, 0);

    /** The answer to this accepted payload. */
    public byte[] accepted(byte[] payload) {
        if (copyAt < 0 || copyAt + copySize > payload.length) {
            return accept;
        }
        byte[] answer = Arrays.copyOf(accept, accept.length + answerSize);
        System.arraycopy(payload, copyAt, answer, answer.length - copySize, copySize);
        return answer;
    }
}
