package hub.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes a memory page: small numbers short, repeated words once. */
final class PageWriter {
    private byte[] bytes;
    private int size;
    private final Map<String, Integer> words = new HashMap<>();

    PageWriter(int capacity) {
        bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** A number of any sign, near zero in few bytes. */
    void number(long value) {
        room(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void real(double value) {
        room(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
    }

    void text(String value) {
        byte[] utf = value.getBytes(StandardCharsets.UTF_8);
        number(utf.length);
        room(utf.length);
        System.arraycopy(utf, 0, bytes, size, utf.length);
        size += utf.length;
    }

    /** A text that is likely to come again in this page. */
    void word(String value) {
        Integer known = words.get(value);
        if (known != null) {
            number(known);
            return;
        }
        words.put(value, words.size() + 1);
        number(0);
        text(value);
    }

    /** A metric value or parameter: number, truth, text or nothing. */
    void value(Object value) {
        if (value == null) {
            octet(0);
        } else if (value instanceof Boolean truth) {
            octet(truth ? 2 : 1);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            octet(3);
            number(((Number) value).longValue());
        } else if (value instanceof Number number) {
            octet(4);
            real(number.doubleValue());
        } else {
            octet(5);
            text(value.toString());
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
