package hub.adapters.stream;

import hub.message.RawFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes a frame as the value of a stream record, with one allocation: the value itself.
 *
 * <p>The record's key is the device id in UTF-8; it is not repeated in the value. Layout of the value, numbers big endian:
 *
 * <pre>
 * offset size
 *  0     1    version, 1
 *  1     1    flags: bit 0 = the trace id is 16 bytes, otherwise it is a text; the other bits are 0
 *  2     1    door:   0 = a text, 1 tcp, 2 mqtt, 3 rest, 4 file, 5 database
 *  3     1    format: 0 = a text, 1 hex, 2 json, 3 csv
 *  4     1    role:   0 = a text, 1 telemetry, 2 alert_report, 3 control_request, 4 control_result, 5 provisioning_complete,
 *             6 upload_request, 7 upload_complete, 8 ota_status
 *  5     8    arrival, epoch milliseconds
 * 13     16   trace id, only when flag bit 0 is set
 *  ..         texts in this order: door, format, role (each only when its code is 0), trace id (only when flag bit 0 is not set),
 *             hub id, product id, address; a text is its length in bytes (unsigned LEB128, at most 3 bytes) and its UTF-8
 *  ..         payload, to the end
 * </pre>
 *
 * A reader refuses versions and flags it does not know, so the layout can grow.
 */
final class EnvelopeWriter {
    static final int VERSION = 1;
    static final int BINARY_TRACE = 1;
    static final int FIXED_BYTES = 13;
    static final int TRACE_DIGITS = 32;
    static final int LONGEST_TEXT = (1 << 21) - 1;
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private EnvelopeWriter() {}

    /**
     * The value for a frame.
     *
     * @throws IllegalArgumentException when a text is longer than 2 MiB
     */
    static byte[] write(RawFrame frame) {
        int door = EnvelopeCode.DOOR.code(frame.door());
        int format = EnvelopeCode.FORMAT.code(frame.format());
        int role = EnvelopeCode.ROLE.code(frame.role());
        boolean binaryTrace = isBinary(frame.traceId());
        int size = FIXED_BYTES
                + (door == EnvelopeCode.TEXT ? textSize(frame.door()) : 0)
                + (format == EnvelopeCode.TEXT ? textSize(frame.format()) : 0)
                + (role == EnvelopeCode.TEXT ? textSize(frame.role()) : 0)
                + (binaryTrace ? TRACE_DIGITS / 2 : textSize(frame.traceId()))
                + textSize(frame.hubId())
                + textSize(frame.productId())
                + textSize(frame.address())
                + frame.payload().length;
        byte[] value = new byte[size];
        value[0] = VERSION;
        value[1] = (byte) (binaryTrace ? BINARY_TRACE : 0);
        value[2] = (byte) door;
        value[3] = (byte) format;
        value[4] = (byte) role;
        LONG.set(value, 5, frame.receivedAt());
        int at = FIXED_BYTES;
        if (binaryTrace) {
            at = putTrace(value, at, frame.traceId());
        }
        at = door == EnvelopeCode.TEXT ? putText(value, at, frame.door()) : at;
        at = format == EnvelopeCode.TEXT ? putText(value, at, frame.format()) : at;
        at = role == EnvelopeCode.TEXT ? putText(value, at, frame.role()) : at;
        at = binaryTrace ? at : putText(value, at, frame.traceId());
        at = putText(value, at, frame.hubId());
        at = putText(value, at, frame.productId());
        at = putText(value, at, frame.address());
        System.arraycopy(frame.payload(), 0, value, at, frame.payload().length);
        return value;
    }

    /** The UTF-8 bytes of a text. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isBinary(String traceId) {
        if (traceId.length() != TRACE_DIGITS) {
            return false;
        }
        for (int i = 0; i < TRACE_DIGITS; i++) {
            char c = traceId.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static int putTrace(byte[] value, int at, String traceId) {
        for (int i = 0; i < TRACE_DIGITS; i += 2) {
            value[at++] = (byte) (digit(traceId.charAt(i)) << 4 | digit(traceId.charAt(i + 1)));
        }
        return at;
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : c - 'a' + 10;
    }

    private static int textSize(String text) {
        int bytes = utf8Size(text);
        if (bytes > LONGEST_TEXT) {
            throw new IllegalArgumentException("a text of " + bytes + " bytes is too long for a stream record");
        }
        return bytes + (bytes < 1 << 7 ? 1 : bytes < 1 << 14 ? 2 : 3);
    }

    private static int utf8Size(String text) {
        return isAscii(text) ? text.length() : bytes(text).length;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings(
            "deprecation") // copies the low byte of each character, which is what ASCII needs, without an allocation
    private static int putText(byte[] value, int start, String text) {
        if (isAscii(text)) {
            int at = putSize(value, start, text.length());
            text.getBytes(0, text.length(), value, at);
            return at + text.length();
        }
        byte[] encoded = bytes(text);
        int at = putSize(value, start, encoded.length);
        System.arraycopy(encoded, 0, value, at, encoded.length);
        return at + encoded.length;
    }

    private static int putSize(byte[] value, int start, int size) {
        int at = start;
        int left = size;
        while (left >= 1 << 7) {
            value[at++] = (byte) (left | 1 << 7);
            left >>>= 7;
        }
        value[at++] = (byte) left;
        return at;
    }
}
