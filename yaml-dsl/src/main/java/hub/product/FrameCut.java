package hub.product;

/** One way of telling where a frame ends; the payload handed on is the frame without what {@code strip} takes off. */
public sealed interface FrameCut {

    /**
     * A length field.
     *
     * @param at the field's first byte, from the frame's first
     * @param size the field's bytes: 1, 2, 3, 4 or 8
     * @param littleEndian the field's byte order
     * @param adjust added to the field's value to give the number of bytes that follow the field
     * @param strip bytes taken off the front of the frame
     */
    record LengthField(int at, int size, boolean littleEndian, int adjust, int strip) implements FrameCut {}

    /**
     * A delimiter, not part of the frame.
     *
     * @param bytes the delimiter
     */
    record Delimiter(byte[] bytes) implements FrameCut {}

    /**
     * Always the same number of bytes.
     *
     * @param size the bytes of each frame
     */
    record FixedSize(int size) implements FrameCut {}

    /**
     * Between start and end bytes; what lies between frames is skipped.
     *
     * @param start the first bytes
     * @param end the last bytes
     * @param strip whether both are taken off
     */
    record StartEnd(byte[] start, byte[] end, boolean strip) implements FrameCut {}
}
