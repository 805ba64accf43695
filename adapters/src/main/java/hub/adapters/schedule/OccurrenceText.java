package hub.adapters.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes what a schedule does next as JSON, which a person can read in the database and a later hub still understands. */
final class OccurrenceText implements Serializer {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public byte[] serialize(Object data) {
        Occurrence occurrence = (Occurrence) data;
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("due", occurrence.due().toString())
                    .put("failures", occurrence.failures())
                    .put("askedBy", occurrence.askedBy())
                    .put("askedFor", occurrence.askedFor().toString()));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
        return type.cast(read(bytes));
    }

    static Occurrence read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            return new Occurrence(
                    Instant.parse(json.path("due").asText()),
                    json.path("failures").asInt(),
                    json.path("askedBy").asText(),
                    Instant.parse(json.path("askedFor").asText()));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
