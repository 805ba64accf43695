package hub.adapters.firmware;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists as the API shows them. */
final class Pages {

    private Pages() {}

    /** @param found one more than the page holds, when there is more */
    static <T> Map<String, Object> of(
            List<T> found, int most, Function<T, Map<String, Object>> shape, Function<T, String> place) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).map(shape).toList());
        if (found.size() > most) {
            page.put("next", place.apply(found.get(most - 1)));
        }
        return page;
    }
}
