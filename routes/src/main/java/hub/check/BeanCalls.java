package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that every bean and method a route names exists; Camel itself would notice a wrong method only at a message. */
final class BeanCalls {

    private static final Set<String> CALLING = Set.of("bean", "method");

    private final KnownBeans known;

    BeanCalls(KnownBeans known) {
        this.known = known;
    }

    List<FileProblem> problems(RouteFile file) {
        List<FileProblem> problems = new ArrayList<>();
        YamlText.walk(file.yaml().root(), "", (pointer, value) -> {
            String step = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (CALLING.contains(step) && value.has("ref")) {
                problem(value).ifPresent(message -> problems.add(file.error(pointer, message)));
            }
        });
        return problems;
    }

    private Optional<String> problem(JsonNode call) {
        String name = call.path("ref").asText().replaceFirst("^#(bean:)?", "");
        if (name.contains("{{")) {
            return Optional.empty();
        }
        Optional<Class<?>> type = known.typeOf(name);
        if (type.isEmpty()) {
            return Optional.of("there is no bean '" + name + "'" + advice(name));
        }
        String method = call.path("method").asText().replaceFirst("\\(.*", "").trim();
        Set<String> methods = Arrays.stream(type.get().getMethods())
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toSet());
        if (method.isEmpty() || method.contains("{{") || methods.contains(method)) {
            return Optional.empty();
        }
        return Optional.of("the bean '" + name + "' has no method '" + method + "'"
                + Spelling.nearest(method, methods)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(""));
    }

    private String advice(String name) {
        return Spelling.nearest(name, known.names())
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("; the beans routes may call are listed in HubConfiguration");
    }
}
