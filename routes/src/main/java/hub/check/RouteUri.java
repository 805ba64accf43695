package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The endpoint a step of a YAML route names, whichever of the permitted spellings it uses.
 *
 * @param scheme the component: {@code direct}, {@code kamelet}, {@code mongodb} ...
 * @param name what follows it, without options
 * @param options whether options are given in the URI itself
 */
record RouteUri(String scheme, String name, boolean options) {

    private static final Map<String, String> NAME_PARAMETER =
            Map.of("direct", "name", "seda", "name", "bean", "beanName");
    private static final Set<String> WITH_URI = Set.of("from", "to", "toD", "wireTap", "poll");

    /** The endpoint of a {@code from} or {@code to}: a text, or an object with {@code uri} and {@code parameters}. */
    static RouteUri of(JsonNode step) {
        String uri = step.isTextual() ? step.asText() : step.path("uri").asText();
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        String rest = colon < 0 ? "" : uri.substring(colon + 1).replaceFirst("^//", "");
        int question = rest.indexOf('?');
        String name = question < 0 ? rest : rest.substring(0, question);
        String parameter = NAME_PARAMETER.getOrDefault(scheme, "name");
        return new RouteUri(
                scheme, name.isEmpty() ? step.path("parameters").path(parameter).asText() : name, question >= 0);
    }

    /** Visits every endpoint named in a tree, with its JSON pointer. */
    static void visit(JsonNode tree, String pointer, BiConsumer<String, RouteUri> visitor) {
        YamlText.walk(tree, pointer, (at, value) -> {
            String step = at.substring(at.lastIndexOf('/') + 1);
            if (WITH_URI.contains(step) && (value.isTextual() || value.has("uri"))) {
                visitor.accept(at, of(value));
            }
        });
    }

    /** The endpoint as people write it. */
    String text() {
        return name.isEmpty() ? scheme : scheme + ":" + name;
    }
}
