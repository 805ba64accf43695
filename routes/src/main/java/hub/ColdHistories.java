package hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.history.HistorySink;
import hub.message.HistoryLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hands lines of histories to the cold tables of the same names. */
final class ColdHistories implements HistorySink {

    /** A cold store that appends rows to a table and leaves out those it has. */
    interface Tables {
        void append(String table, List<Map<String, Object>> rows);
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Tables tables;

    ColdHistories(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void keep(List<HistoryLine> lines) {
        Map<String, List<Map<String, Object>>> rows = new TreeMap<>();
        lines.forEach(line ->
                rows.computeIfAbsent(line.table(), table -> new ArrayList<>()).add(row(line)));
        rows.forEach(tables::append);
    }

    private static Map<String, Object> row(HistoryLine line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", line.id());
        row.put("device_id", line.deviceId());
        row.put("product_id", line.productId());
        row.put("at", line.at());
        row.put("kind", line.kind());
        row.put("actor", line.actor());
        row.put("cause", line.cause());
        row.put("document", json(line.document()));
        return row;
    }

    private static String json(Map<String, Object> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("cannot be written as JSON: " + document, problem);
        }
    }
}
