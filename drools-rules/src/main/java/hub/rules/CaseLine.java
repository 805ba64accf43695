package hub.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One line of a case: a reading or a passing of time, and what should come of it. */
record CaseLine(
        long line,
        String name,
        long atMillis,
        String device,
        String product,
        Map<String, Object> metrics,
        String expect) {

    List<String> expected() {
        return Arrays.stream(expect.split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A cell as a device would send it: number, truth or text. */
    static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}
