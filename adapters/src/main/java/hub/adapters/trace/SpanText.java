package hub.adapters.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Writes spans as OTLP/JSON: <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP 1, JSON Protobuf encoding</a>. */
final class SpanText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INTERNAL = 1;
    private static final int SERVER = 2;
    private static final int ERROR = 2;

    private SpanText() {}

    static byte[] write(String service, List<Span> spans) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode resource = request.putArray("resourceSpans").addObject();
        attributes(resource.putObject("resource").putArray("attributes"), Map.of("service.name", service));
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "iotlink-hub");
        ArrayNode list = scope.putArray("spans");
        spans.forEach(span -> add(list.addObject(), span));
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can always be written as JSON", impossible);
        }
    }

    private static void add(ObjectNode node, Span span) {
        node.put("traceId", span.traceId());
        node.put("spanId", span.id());
        if (!span.parentName().isEmpty()) {
            node.put("parentSpanId", span.parentId());
        }
        node.put("name", span.name());
        node.put("kind", span.parentName().isEmpty() ? SERVER : INTERNAL);
        node.put("startTimeUnixNano", Long.toString(TimeUnit.MILLISECONDS.toNanos(span.startMillis())));
        node.put(
                "endTimeUnixNano",
                Long.toString(TimeUnit.MILLISECONDS.toNanos(Math.max(span.startMillis(), span.endMillis()))));
        attributes(node.putArray("attributes"), span.attributes());
        if (span.failed()) {
            node.putObject("status").put("code", ERROR);
        }
    }

    private static void attributes(ArrayNode list, Map<String, String> attributes) {
        attributes.forEach((key, value) ->
                list.addObject().put("key", key).putObject("value").put("stringValue", value));
    }
}
