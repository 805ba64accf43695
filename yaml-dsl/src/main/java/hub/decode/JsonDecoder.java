package hub.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.contract.ContractViolation;
import hub.product.JsonMapping;
import hub.product.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON bodies by a product's paths; several bodies after one another (NDJSON) are read each for itself. */
final class JsonDecoder implements PayloadDecoder {

    private static final ObjectReader JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final JsonMapping mapping;
    private final JsonRecordReader records;
    private final JsonPath nodes;

    /** @param hex reads bytes inside the body, or null when the product has none */
    JsonDecoder(JsonMapping mapping, Slots slots, HexDecoder hex) {
        this.mapping = mapping;
        this.records = new JsonRecordReader(mapping, slots, hex);
        this.nodes = mapping.nodes().orElse(null);
    }

    @Override
    public List<DecodedRecord> decode(byte[] payload, long receivedAt) {
        List<DecodedRecord> out = new ArrayList<>(1);
        try (MappingIterator<JsonNode> bodies = JSON.readValues(payload)) {
            while (bodies.hasNextValue()) {
                readBody(bodies.nextValue(), receivedAt, out);
            }
            if (out.isEmpty()) {
                out.add(DecodedRecord.failed(problem("", "the body is empty; send one JSON object", 0)));
            }
        } catch (DecodeProblem tooMany) {
            return List.of(DecodedRecord.failed(tooMany));
        } catch (JsonProcessingException broken) {
            String place = "line " + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr();
            String message = "not JSON at " + place + ": " + firstLine(broken.getOriginalMessage());
            out.add(DecodedRecord.failed(problem("", message, offset(broken))));
        } catch (IOException broken) {
            out.add(DecodedRecord.failed(problem("", "not JSON: " + firstLine(broken.getMessage()), -1)));
        }
        return out;
    }

    private static int offset(JsonProcessingException broken) {
        return (int) Math.max(-1, broken.getLocation().getByteOffset());
    }

    private static String firstLine(String message) {
        String text = String.valueOf(message);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private void readBody(JsonNode root, long receivedAt, List<DecodedRecord> out) {
        if (mapping.records().isPresent()) {
            List<JsonNode> found = JsonPlace.findAll(mapping.records().get(), root);
            if (found.isEmpty()) {
                String path = mapping.records().get().text();
                out.add(DecodedRecord.failed(problem(path, "there are no records; send them, or mend 'records'", -1)));
            }
            for (JsonNode record : found) {
                read(root, record, receivedAt, out);
            }
        } else if (root.isArray()) {
            for (JsonNode record : root) {
                read(record, record, receivedAt, out);
            }
        } else {
            read(root, root, receivedAt, out);
        }
    }

    private void read(JsonNode root, JsonNode record, long receivedAt, List<DecodedRecord> out) {
        if (out.size() >= Reading.MOST_RECORDS) {
            throw problem("", "more than " + Reading.MOST_RECORDS + " records in one message; split it", -1);
        }
        int before = out.size();
        if (!record.isObject() && !record.isArray()) {
            out.add(DecodedRecord.failed(problem("", "a record must be an object in braces", -1)));
            return;
        }
        records.read(root, record, receivedAt, out);
        if (nodes != null) {
            readNodes(root, receivedAt, out);
        }
        if (root == record && out.size() == before + 1) {
            out.get(before).source = root;
        }
    }

    private void readNodes(JsonNode root, long receivedAt, List<DecodedRecord> out) {
        for (JsonNode place : JsonPlace.findAll(nodes, root)) {
            for (JsonNode node : place.isArray() ? place : List.of(place)) {
                records.readNode(root, node, receivedAt, out);
            }
        }
    }

    private static DecodeProblem problem(String field, String message, int offset) {
        return new DecodeProblem("bad-json", new ContractViolation(field, "json", null, offset, message));
    }
}
