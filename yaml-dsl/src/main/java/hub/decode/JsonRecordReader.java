package hub.decode;

import com.fasterxml.jackson.databind.JsonNode;
import hub.contract.ContractViolation;
import hub.contract.RuleMode;
import hub.product.HexLayout;
import hub.product.JsonMapping;
import hub.product.JsonPath;
import hub.product.TimeText;
import hub.product.ValueField;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON record: times, single fields, objects full of metrics, and bytes for the hex layout. */
final class JsonRecordReader {

    private static final JsonPath HEADER_TIME = JsonPath.of("header.timestamp").orElseThrow();
    private static final JsonPath DEVICE_TIME = JsonPath.of("device_timestamp").orElseThrow();
    private static final JsonPath HUB_TIME = JsonPath.of("hub_timestamp").orElseThrow();
    private static final JsonPath NODE_METRICS = JsonPath.of("metrics").orElseThrow();
    private static final JsonPath NODE_DATA = JsonPath.of("data.metrics").orElseThrow();

    private final JsonMapping mapping;
    private final Slots slots;
    private final HexDecoder hex;
    private final Place[] places;
    private final boolean ownDeviceTime;
    private final boolean ownHubTime;
    private final String[] objects;

    private record Place(List<JsonPath> paths, ValueReader reader) {}

    JsonRecordReader(JsonMapping mapping, Slots slots, HexDecoder hex) {
        this.mapping = mapping;
        this.slots = slots;
        this.hex = hex;
        this.places = mapping.fields().stream()
                .map(entry -> new Place(entry.paths(), new ValueReader(entry.field(), slots)))
                .toArray(Place[]::new);
        List<String> ids = mapping.fields().stream()
                .map(JsonMapping.Entry::field)
                .map(ValueField::id)
                .toList();
        this.ownDeviceTime = ids.contains(Slots.DEVICE_TIMESTAMP);
        this.ownHubTime = ids.contains(Slots.HUB_TIMESTAMP);
        this.objects = mapping.metrics().stream().map(JsonPath::text).toArray(String[]::new);
    }

    /** Reads a record, or several where its bytes hold several. */
    void read(JsonNode root, JsonNode record, long receivedAt, List<DecodedRecord> out) {
        Reading reading = begin(receivedAt);
        readTimes(root, record, reading);
        for (Place place : places) {
            JsonNode found = first(place.paths(), root, record);
            place.reader().take(found == null ? null : JsonPlace.value(found), reading, false);
        }
        for (int at = 0; at < objects.length; at++) {
            readMetrics(JsonPlace.find(mapping.metrics().get(at), root, record), objects[at], reading);
        }
        if (mapping.binary().isPresent() && hex != null) {
            JsonNode found = first(mapping.binary().get().paths(), root, record);
            if (found != null) {
                readBinary(found, mapping.binary().get(), reading);
                out.addAll(reading.records);
                return;
            }
        }
        out.add(reading.record);
    }

    /** Reads a child of a hub, if it brings metrics of its own. */
    void readNode(JsonNode root, JsonNode node, long receivedAt, List<DecodedRecord> out) {
        JsonNode data = JsonPlace.find(NODE_DATA, root, node);
        JsonNode metrics = data != null ? data : JsonPlace.find(NODE_METRICS, root, node);
        if (metrics == null) {
            return;
        }
        Reading reading = begin(receivedAt);
        readTimes(root, JsonPlace.find(DEVICE_TIME, root, node) != null ? node : root, reading);
        JsonNode device = node.get(Slots.DEVICE_ID);
        if (device == null || !device.isTextual()) {
            reading.record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(
                            Slots.DEVICE_ID, "required", null, "a node with metrics must name its device"));
        } else {
            reading.set(slots.deviceId, device.textValue(), -1);
        }
        readMetrics(metrics, "nodes.metrics", reading);
        out.add(reading.record);
    }

    private Reading begin(long receivedAt) {
        Reading reading = new Reading(slots);
        reading.record.values[slots.received] = receivedAt;
        return reading;
    }

    private void readTimes(JsonNode root, JsonNode record, Reading reading) {
        if (!ownDeviceTime) {
            JsonNode header = JsonPlace.find(HEADER_TIME, root, record);
            JsonNode device = header == null ? JsonPlace.find(DEVICE_TIME, root, record) : header;
            readTime(device, slots.deviceTimestamp, Slots.DEVICE_TIMESTAMP, reading);
            reading.record.timeSource = header == null ? "" : "header";
        }
        if (!ownHubTime) {
            readTime(JsonPlace.find(HUB_TIME, root, record), slots.hubTimestamp, Slots.HUB_TIMESTAMP, reading);
        }
    }

    private static void readTime(JsonNode found, int slot, String name, Reading reading) {
        if (found == null) {
            return;
        }
        long time = Times.epochMillis(JsonPlace.value(found), TimeText.STANDARD);
        if (time == Times.NONE) {
            reading.record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(
                            name,
                            "type",
                            found.toString(),
                            "must be epoch s, ms or us, or ISO 8601 such as" + " 2026-01-31T12:00:00.000Z"));
        } else {
            reading.set(slot, time, -1);
        }
    }

    private static JsonNode first(List<JsonPath> paths, JsonNode root, JsonNode record) {
        for (int at = 0; at < paths.size(); at++) {
            JsonNode found = JsonPlace.find(paths.get(at), root, record);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void readMetrics(JsonNode found, String path, Reading reading) {
        if (found == null) {
            return;
        }
        if (!found.isObject()) {
            reading.record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(path, "type", found.toString(), "must be an object of metrics in braces"));
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> members = found.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!member.getValue().isNull()) {
                keep(member.getKey(), JsonPlace.value(member.getValue()), reading);
            }
        }
    }

    private void keep(String name, Object value, Reading reading) {
        if (value instanceof JsonNode) {
            reading.record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(
                            name,
                            "type",
                            String.valueOf(value),
                            "a metric is a number, text, truth or a list of them"));
            return;
        }
        int slot = slots.names.slot(name);
        if (slot >= 0 && slot < slots.visible) {
            reading.set(slot, value, -1);
        } else {
            if (reading.record.further.isEmpty()) {
                reading.record.further = new LinkedHashMap<>();
            }
            reading.record.further.put(name, value);
        }
    }

    private void readBinary(JsonNode found, HexLayout.Embedded binary, Reading reading) {
        try {
            if (!found.isTextual()) {
                throw DecodeProblem.contract(
                        binary.paths().get(0).text(), "type", found.toString(), -1, "bytes are sent as a text");
            }
            String field = binary.paths().get(0).text();
            byte[] bytes = BinaryTexts.read(found.textValue(), binary.encoding(), binary.ambiguous(), field);
            hex.readInto(reading, bytes);
        } catch (DecodeProblem problem) {
            reading.record.fail(problem);
            reading.keep(reading.record);
        }
    }
}
