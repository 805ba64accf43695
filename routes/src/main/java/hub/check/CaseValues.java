package hub.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.decode.StandardShape;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns what people write in cases into the objects that travel, and these back into what people can read. */
final class CaseValues {

    /** The moment at which every case happens. */
    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final String TRACE = "0".repeat(32);
    private static final ObjectMapper JSON = new ObjectMapper()
            .findAndRegisterModules()
            .registerModule(new SimpleModule()
                    .addDeserializer(RawFrame.class, reading(one -> frame(one, 0)))
                    .addDeserializer(Telemetry.class, reading(one -> reading(one, 0)))
                    .addDeserializer(DeadLetter.class, reading(CaseValues::letter)));

    private CaseValues() {}

    private static <T> JsonDeserializer<T> reading(Function<JsonNode, T> reading) {
        return new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return reading.apply(parser.readValueAsTree());
            }
        };
    }

    /** Frames, from {@code device}, {@code hub}, {@code product}, {@code door} and {@code hex}, {@code json} or {@code csv}. */
    static List<RawFrame> frames(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(index -> frame(list.get(index), index))
                .toList();
    }

    private static RawFrame frame(JsonNode one, int index) {
        String format = one.has("json") ? "json" : one.has("csv") ? "csv" : "hex";
        JsonNode payload = one.path(format);
        byte[] bytes = format.equals("hex")
                ? HexFormat.of().parseHex(payload.asText().replaceAll("\\s", ""))
                : (payload.isTextual() ? payload.asText() : payload.toString()).getBytes(StandardCharsets.UTF_8);
        return new RawFrame(
                new StreamPosition(0, one.path("offset").asText(Integer.toString(index))),
                one.path("device").asText(),
                one.path("hub").asText(),
                one.path("product").asText(),
                one.path("door").asText("tcp"),
                one.path("address").asText(),
                format,
                one.path("role").asText("telemetry"),
                NOW.toEpochMilli(),
                TRACE,
                bytes);
    }

    /** Telemetry, from {@code device}, {@code product}, {@code hub}, {@code at} and {@code metrics}. */
    static List<Telemetry> telemetry(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(index -> reading(list.get(index), index))
                .toList();
    }

    private static Telemetry reading(JsonNode one, int index) {
        return new Telemetry(
                new StreamPosition(0, one.path("offset").asText(Integer.toString(index))),
                0,
                TRACE,
                one.path("device").asText(),
                Instant.parse(one.path("at").asText(NOW.toString())).toEpochMilli(),
                "device",
                one.path("hub").asText(),
                0,
                one.path("product").asText(),
                "case",
                "",
                JSON.convertValue(one.path("metrics"), JSON.constructType(Map.class)),
                NOW.toEpochMilli());
    }

    private static DeadLetter letter(JsonNode one) {
        List<String> problems = new ArrayList<>();
        one.path("problems").forEach(problem -> problems.add(problem.asText()));
        return new DeadLetter(
                one.path("id").asText("0-0"),
                NOW,
                one.path("stage").asText("receive"),
                one.path("reason").asText("internal"),
                problems,
                one.path("route").asText(),
                one.path("device").asText(),
                one.path("product").asText(),
                "",
                one.path("attempts").asInt(1),
                Map.of(),
                one.path("text").asText().getBytes(StandardCharsets.UTF_8));
    }

    /** A plain value as Java sees it: text, number, list or map; nothing for null or a missing value. */
    static Object plain(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : JSON.convertValue(node, Object.class);
    }

    /** A value as an object of a type: a record from its members, frames and readings as cases write them. */
    static Object as(JsonNode node, Type type) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (type == void.class || type == Object.class) {
            return plain(node);
        }
        return JSON.convertValue(node, JSON.constructType(type));
    }

    /** An object as a tree that cases can be compared with. */
    static JsonNode tree(Object value) {
        if (value instanceof byte[] bytes) {
            return JsonNodeFactory.instance.textNode(
                    HexFormat.of().withUpperCase().formatHex(bytes));
        }
        if (value instanceof Telemetry reading) {
            return JSON.valueToTree(StandardShape.toMap(reading));
        }
        if (value instanceof RawFrame frame) {
            return frame(frame);
        }
        if (value instanceof DeadLetter letter) {
            return letter(letter);
        }
        if (value instanceof Iterable<?> items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(tree(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), tree(item)));
            return object;
        }
        try {
            return JSON.valueToTree(value);
        } catch (IllegalArgumentException noBean) {
            return JsonNodeFactory.instance.textNode(String.valueOf(value));
        }
    }

    private static JsonNode frame(RawFrame frame) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("device", frame.deviceId());
        node.put("hub", frame.hubId());
        node.put("product", frame.productId());
        node.put("door", frame.door());
        node.put("address", frame.address());
        node.put("role", frame.role());
        node.put("format", frame.format());
        if (frame.format().equals("hex") || frame.format().equals("bin")) {
            node.set("hex", tree(frame.payload()));
        } else {
            node.put(frame.format(), new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return node;
    }

    private static JsonNode letter(DeadLetter letter) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("stage", letter.stage());
        node.put("reason", letter.reason());
        node.set("problems", JSON.valueToTree(letter.problems()));
        node.put("route", letter.route());
        node.put("device", letter.deviceId());
        node.put("product", letter.productId());
        node.set("headers", JSON.valueToTree(letter.headers()));
        node.set("payload", tree(letter.payload()));
        return node;
    }
}
