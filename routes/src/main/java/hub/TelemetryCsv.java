package hub;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Telemetry as a table: one line for each reading, one column for each metric that any of them has. */
public final class TelemetryCsv {
    private static final List<String> FIELDS = List.of(
            "device_timestamp",
            "device_id",
            "productId",
            "hub_id",
            "hub_timestamp",
            "childDeviceId",
            "ingest_timestamp");

    private final int most;
    private final List<Map<?, ?>> readings = new ArrayList<>();
    private final TreeSet<String> metrics = new TreeSet<>();
    private String next = "";
    private boolean isWhole;

    TelemetryCsv(int most) {
        this.most = most;
    }

    /** @throws IllegalArgumentException when there are more readings than one table takes */
    void add(Map<String, Object> page) {
        for (Object item : (List<?>) page.get("items")) {
            Map<?, ?> reading = (Map<?, ?>) item;
            readings.add(reading);
            metrics(reading).keySet().forEach(each -> metrics.add((String) each));
        }
        if (readings.size() > most) {
            throw new IllegalArgumentException("from, to: the span has more than " + most
                    + " readings; ask for a shorter one, or export it by POST /api/v1/cold/query");
        }
        next = (String) page.getOrDefault("next", "");
        isWhole = next.isEmpty();
    }

    private static Map<?, ?> metrics(Map<?, ?> reading) {
        return reading.get("metrics") instanceof Map<?, ?> values ? values : Map.of();
    }

    /** Whether there are pages left. */
    public boolean isUnfinished() {
        return !isWhole;
    }

    /** Where the next page begins, empty for the first one. */
    public String getCursor() {
        return next;
    }

    /** The table in UTF-8. */
    public byte[] getContent() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            List<String> line = new ArrayList<>(FIELDS);
            line.addAll(metrics);
            csv.writeRecord(line);
            for (Map<?, ?> reading : readings) {
                csv.writeRecord(line(reading));
            }
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> line(Map<?, ?> reading) {
        List<String> line = new ArrayList<>();
        FIELDS.forEach(field -> line.add(text(reading.get(field))));
        metrics.forEach(metric -> line.add(text(metrics(reading).get(metric))));
        return line;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
