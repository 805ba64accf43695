package hub.adapters.dispatch;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person says with a step. */
record StepBody(Map<String, Object> fields) {

    static StepBody of(Map<String, Object> body) {
        return new StepBody(body == null ? Map.of() : body);
    }

    String text(String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString().strip();
    }

    boolean is(String name, boolean otherwise) {
        return fields.get(name) instanceof Boolean value ? value : otherwise;
    }

    Optional<Instant> time(String name) {
        return text(name).isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text(name)).toInstant());
    }

    List<?> list(String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    /** Refuses a step that lacks something, naming the stage it leads to and all that is missing. */
    void need(Stage stage, String... names) {
        List<String> missing =
                Stream.of(names).filter(name -> text(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("stage '" + stage.word() + "' needs " + String.join(", ", names)
                    + "; missing: " + String.join(", ", missing));
        }
    }
}
