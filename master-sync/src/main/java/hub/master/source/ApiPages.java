package hub.master.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads what an HTTP API answers: a list of objects somewhere in a JSON document, and whether there is a next page. */
public final class ApiPages {

    /** The page's number is all that is needed for the next one. */
    private static final String BY_NUMBER = "page";

    private static final String STATUS = "CamelHttpResponseCode";
    private static final int NOT_MODIFIED = 304;
    private static final int SHOWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Clock clock;

    /** @param clock tells how long it is until the time of a Retry-After */
    public ApiPages(Clock clock) {
        this.clock = clock;
    }

    /**
     * The rows of an answer.
     *
     * @param poll the round, which learns whether there is more
     * @param headers of the answer, with the status under {@code CamelHttpResponseCode}
     * @param items where the list is, such as {@code items} or {@code data.customers}; empty for the document itself
     * @param next where the cursor of the next page is; {@code page} when pages are numbered and the last one is empty; empty when
     *     there is only one
     * @throws SourceRefused when it is no such answer, with what the API said
     */
    public List<Map<String, Object>> rows(
            Poll poll, Map<String, Object> headers, byte[] body, String items, String next) {
        int status = Integer.parseInt(header(headers, STATUS));
        if (status == NOT_MODIFIED) {
            poll.unchanged();
            return List.of();
        }
        if (status < 200 || status > 299) {
            throw new SourceRefused(
                    "the API answers " + status + ": " + beginning(body), wait(header(headers, "Retry-After")));
        }
        JsonNode document = document(body);
        JsonNode list = at(document, items);
        if (!list.isArray()) {
            throw new SourceRefused(
                    "the API's answer has no list at '" + items + "'; it has " + names(document), Duration.ZERO);
        }
        List<Map<String, Object>> rows = new ArrayList<>(list.size());
        for (JsonNode row : list) {
            if (!row.isObject()) {
                throw new SourceRefused(
                        "item " + (rows.size() + 1) + " of the API's list is no object: " + row, Duration.ZERO);
            }
            rows.add(JSON.convertValue(row, OBJECT));
        }
        turn(poll, document, rows.isEmpty(), header(headers, "ETag"), next);
        return rows;
    }

    private static void turn(Poll poll, JsonNode document, boolean isEmpty, String etag, String next) {
        if (next.equals(BY_NUMBER)) {
            poll.answered(!isEmpty, "", etag);
            return;
        }
        String cursor = next.isEmpty() ? "" : at(document, next).asText("");
        boolean isNew = !cursor.isEmpty() && !cursor.equals("null") && !cursor.equals(poll.cursor());
        poll.answered(isNew, isNew ? cursor : "", etag);
    }

    /** A tag keeps its quotation marks, which a route would take off if it handed the header over by itself. */
    private static String header(Map<String, Object> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(header -> header.getValue().toString())
                .findFirst()
                .orElse("");
    }

    private static JsonNode document(byte[] body) {
        try {
            return body == null ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            throw new SourceRefused("the API's answer is no JSON: " + beginning(body), Duration.ZERO);
        } catch (IOException broken) {
            throw new SourceRefused("the API's answer cannot be read: " + broken.getMessage(), Duration.ZERO);
        }
    }

    private static JsonNode at(JsonNode document, String path) {
        return path.isEmpty() ? document : document.at("/" + path.replace('.', '/'));
    }

    private static String names(JsonNode document) {
        if (!document.isObject()) {
            return "a " + document.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        }
        List<String> names = new ArrayList<>();
        for (Iterator<String> each = document.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return String.join(", ", names);
    }

    private static String beginning(byte[] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private Duration wait(String retryAfter) {
        if (retryAfter.isBlank()) {
            return Duration.ZERO;
        }
        String text = retryAfter.strip();
        if (text.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException noDate) {
            return Duration.ZERO;
        }
    }
}
