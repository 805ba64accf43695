package hub.adapters.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Gives the same String for the same bytes most of the time, because device ids and addresses repeat in every batch; for one thread. */
final class TextCache {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST_KEPT = 96;

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];
    private final byte[][] traceKeys = new byte[SLOTS][];
    private final String[] traces = new String[SLOTS];

    /** The UTF-8 text in a part of an array. */
    String text(byte[] bytes, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int slot = slot(bytes, from, length);
        byte[] key = keys[slot];
        if (key != null && Arrays.equals(bytes, from, from + length, key, 0, key.length)) {
            return texts[slot];
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOfRange(bytes, from, from + length);
        texts[slot] = text;
        return text;
    }

    /** The 32 hexadecimal digits of 16 bytes. */
    String trace(byte[] bytes, int from) {
        int to = from + EnvelopeWriter.TRACE_DIGITS / 2;
        int slot = slot(bytes, from, to - from);
        byte[] key = traceKeys[slot];
        if (key != null && Arrays.equals(bytes, from, to, key, 0, key.length)) {
            return traces[slot];
        }
        traceKeys[slot] = Arrays.copyOfRange(bytes, from, to);
        traces[slot] = HexFormat.of().formatHex(bytes, from, to);
        return traces[slot];
    }

    private static int slot(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 12) & SLOTS - 1;
    }
}
