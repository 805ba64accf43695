package hub.adapters.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What is known of a line beyond its columns, as text: devices' field names may be ones a document store refuses. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Json() {}

    static Map<String, Object> read(String text) {
        try {
            return MAPPER.readValue(text, MAP);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("a history holds JSON that nobody can read: " + text, problem);
        }
    }

    static String write(Map<String, Object> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, problem);
        }
    }
}
