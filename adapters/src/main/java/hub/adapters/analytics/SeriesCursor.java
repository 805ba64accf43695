package hub.adapters.analytics;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place of a page's last row in a series: its time or day, and what tells it from others of that time. */
record SeriesCursor(String time, String key) {

    static final SeriesCursor NONE = new SeriesCursor("", "");

    boolean isNone() {
        return time.isEmpty();
    }

    String write() {
        byte[] text = (time + " " + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    static SeriesCursor read(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return NONE;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            return new SeriesCursor(parts[0], parts[1]);
        } catch (IllegalArgumentException | IndexOutOfBoundsException problem) {
            throw new IllegalArgumentException(
                    "cursor: not one this API gave out; leave it away to begin with the first page", problem);
        }
    }
}
