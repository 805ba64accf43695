package hub.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into JSON, the part of RFC 9535 that products need: names, indexes and {@code [*]}.
 *
 * @param text as written
 * @param fromRoot whether it begins at the body ({@code $}) and not at the record
 * @param steps a String name, an Integer index, or {@link #ALL}
 */
public record JsonPath(String text, boolean fromRoot, List<Object> steps) {

    /** The step that takes every element of an array. */
    public static final Object ALL = new Object();

    private static final Pattern STEP =
            Pattern.compile("\\.?([\\p{L}_][\\p{L}\\p{N}_-]*)|\\[(\\d{1,6})]|\\[(\\*)]|\\['([^']+)']");

    /** Reads a path, or empty when it is not one. */
    public static Optional<JsonPath> of(String text) {
        boolean fromRoot = text.startsWith("$");
        int place = fromRoot ? 1 : 0;
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        while (place < text.length()) {
            if (!matcher.region(place, text.length()).lookingAt()) {
                return Optional.empty();
            }
            steps.add(step(matcher));
            place = matcher.end();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new JsonPath(text, fromRoot, List.copyOf(steps)));
    }

    private static Object step(Matcher matcher) {
        if (matcher.group(1) != null) {
            return matcher.group(1);
        }
        if (matcher.group(2) != null) {
            return Integer.valueOf(matcher.group(2));
        }
        return matcher.group(3) != null ? ALL : matcher.group(4);
    }

    /** Whether it may lead to several places. */
    public boolean isMany() {
        return steps.contains(ALL);
    }
}
