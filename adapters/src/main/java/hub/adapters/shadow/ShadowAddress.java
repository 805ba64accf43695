package hub.adapters.shadow;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The query of an HTTP request, read here because a form's body must not be taken for it. */
final class ShadowAddress {

    private final Map<String, String> values = new HashMap<>();

    /** @param query as it stood behind the question mark; null and empty mean none */
    ShadowAddress(String query) {
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
            String[] sides = pair.split("=", 2);
            values.put(decode(sides[0]), sides.length == 2 ? decode(sides[1]) : "");
        }
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw ShadowRefusal.bad("the query has a broken escape");
        }
    }
}
