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
}
