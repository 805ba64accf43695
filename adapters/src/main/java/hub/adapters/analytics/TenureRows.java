package hub.adapters.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The owners that customers' days were computed with, as they lie in PostgreSQL. */
final class TenureRows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Tenure>> TENURES = new TypeReference<>() {};

    private TenureRows() {}

    static Map<String, List<Tenure>> used(Connection connection) throws SQLException {
        Map<String, List<Tenure>> used = new HashMap<>();
        Database.select(
                connection,
                "select device_id, placements from analytics.placement_used",
                row -> used.put(row.getString(1), read(row.getString(2))));
        return used;
    }

    static void write(Connection connection, Map<String, List<Tenure>> tenures) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        for (Map.Entry<String, List<Tenure>> device : tenures.entrySet()) {
            rows.add(new Object[] {device.getKey(), text(device.getValue())});
        }
        Database.updateAll(
                connection,
                "insert into analytics.placement_used (device_id, placements) values (?, ?::jsonb)"
                        + " on conflict (device_id) do update set placements = excluded.placements",
                rows);
    }

    private static List<Tenure> read(String text) throws SQLException {
        try {
            return JSON.readValue(text, TENURES);
        } catch (JsonProcessingException broken) {
            throw new SQLException("analytics.placement_used cannot be read", broken);
        }
    }

    private static String text(List<Tenure> tenures) throws SQLException {
        try {
            return JSON.writeValueAsString(tenures);
        } catch (JsonProcessingException impossible) {
            throw new SQLException(impossible);
        }
    }
}
