package hub.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One place of an editable file with its path and line. Reading is lenient: a value of the wrong kind counts as absent,
 * because the schema has complained about it already and the rest of the file is still to be looked at.
 */
public final class SpecNode {

    private final JsonNode json;
    private final String path;
    private final Map<String, Integer> lines;
    private final Problems problems;

    SpecNode(JsonNode json, String path, Map<String, Integer> lines, Problems problems) {
        this.json = json;
        this.path = path;
        this.lines = lines;
        this.problems = problems;
    }

    /** The value as it was written. */
    public JsonNode json() {
        return json;
    }

    /** Whether there is a value. */
    public boolean isPresent() {
        return !json.isMissingNode() && !json.isNull();
    }

    /** Whether it has entries. */
    public boolean isObject() {
        return json.isObject();
    }

    /** Whether it is a list. */
    public boolean isArray() {
        return json.isArray();
    }

    /** Whether there is an entry of that name. */
    public boolean has(String key) {
        return json.has(key);
    }

    /** The entry of that name, which may be absent. */
    public SpecNode get(String key) {
        JsonNode child = json.isObject() && json.has(key) ? json.get(key) : MissingNode.getInstance();
        return new SpecNode(child, path.isEmpty() ? key : path + "." + key, lines, problems);
    }

    /** The elements of a list; a single value counts as a list of one. */
    public List<SpecNode> items() {
        List<SpecNode> items = new ArrayList<>();
        if (json.isArray()) {
            for (int index = 0; index < json.size(); index++) {
                items.add(new SpecNode(json.get(index), path + "[" + index + "]", lines, problems));
            }
        } else if (isPresent()) {
            items.add(this);
        }
        return items;
    }

    /** The entries of an object in order, extensions ({@code x-...}) left out. */
    public Map<String, SpecNode> entries() {
        Map<String, SpecNode> entries = new LinkedHashMap<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!name.startsWith("x-")) {
                entries.put(name, get(name));
            }
        });
        return entries;
    }

    /** The value as text. */
    public String text(String otherwise) {
        return json.isValueNode() && isPresent() ? json.asText() : otherwise;
    }

    int integer(int otherwise) {
        return json.isInt() ? json.intValue() : otherwise;
    }

    /** The value as truth. */
    public boolean flag(boolean otherwise) {
        return json.isBoolean() ? json.booleanValue() : otherwise;
    }

    BigDecimal decimal(BigDecimal otherwise) {
        return json.isNumber() ? json.decimalValue() : otherwise;
    }

    /** Seconds, or a number with its unit: {@code 30s}, {@code 5m}, {@code 1h}, {@code 1d}. */
    Duration duration(Duration otherwise) {
        String text = text("");
        if (text.matches("\\d{1,6}[smhd]")) {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
        return integer(-1) >= 0 ? Duration.ofSeconds(integer(0)) : otherwise;
    }

    /** The constant of this name, written in lower case with dashes; the first one when there is none. */
    <T extends Enum<T>> T oneOf(Class<T> type, T otherwise) {
        String word = text("").toUpperCase(Locale.ROOT).replace('-', '_');
        for (T constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        return otherwise;
    }

    /** A number, text or truth as Java knows it. */
    Optional<Object> scalar() {
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return Optional.of(json.longValue());
        }
        if (json.isNumber()) {
            return Optional.of(json.doubleValue());
        }
        if (json.isBoolean()) {
            return Optional.of(json.booleanValue());
        }
        return json.isTextual() ? Optional.of(json.textValue()) : Optional.empty();
    }

    /** Its line, from 1. */
    public int line() {
        String known = path;
        while (!lines.containsKey(known) && !known.isEmpty()) {
            int cut = Math.max(known.lastIndexOf('.'), known.lastIndexOf('['));
            known = cut < 0 ? "" : known.substring(0, cut);
        }
        return lines.getOrDefault(known, 0);
    }

    /** Where it is. */
    public String path() {
        return path;
    }

    /** Complains about this place. */
    public void problem(String message) {
        problems.add(line(), path, message);
    }

    /** Complains unless the schema has complained about this very place already. */
    void problemUnlessKnown(String message) {
        if (!problems.has(path)) {
            problem(message);
        }
    }

    SpecNode at(String place) {
        return new SpecNode(json, place, lines, problems);
    }
}
