package hub.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link PageWriter} wrote. */
final class PageReader {
    private final byte[] bytes;
    private int at;
    private final List<String> words = new ArrayList<>();

    PageReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int octet() {
        return bytes[at++];
    }

    long number() {
        long rest = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            rest |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return rest >>> 1 ^ -(rest & 1);
    }

    double real() {
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = bits << 8 | bytes[at++] & 0xFF;
        }
        return Double.longBitsToDouble(bits);
    }

    String text() {
        int length = (int) number();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    String word() {
        int known = (int) number();
        if (known > 0) {
            return words.get(known - 1);
        }
        String word = text();
        words.add(word);
        return word;
    }

    /** Null for nothing. */
    Object value() {
        return switch (octet()) {
            case 0 -> null;
            case 1 -> false;
            case 2 -> true;
            case 3 -> number();
            case 4 -> real();
            default -> text();
        };
    }
}
