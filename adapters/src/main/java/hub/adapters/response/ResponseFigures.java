package hub.adapters.response;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts and histories of answers, in the shapes of the API. */
final class ResponseFigures {
    private static final String RULES = """
            select rule_id as rule, product_id as product, count(*) as alarms,
                count(*) filter (where state = 'VERIFIED') as verified,
                count(*) filter (where state = 'OVER') as "overByItself",
                count(*) filter (where level > 1) as escalated,
                count(*) filter (where order_id <> '') as dispatched,
                count(*) filter (where state = 'CLOSED') as repaired
            from service.response group by 1, 2 order by 3 desc, 1, 2 limit 500
            """;
    private static final String ACTIONS = """
            select action, product_id as product, count(*) as attempts,
                count(*) filter (where outcome = 'verified') as verified,
                count(*) filter (where outcome = 'not-recovered') as "notRecovered",
                count(*) filter (where outcome = 'silent') as silent,
                count(*) filter (where outcome in ('failed', 'no-result')) as failed,
                round(count(*) filter (where outcome = 'verified')::numeric
                    / greatest(1, count(*) filter (where not open)), 3)::double precision as "shareVerified"
            from service.response_attempt group by 1, 2 order by 3 desc, 1, 2 limit 500
            """;
    private static final String SUPPRESSED = """
            select product_id as product, reason, sum(count)::bigint as count from service.response_suppression
            group by 1, 2 order by 3 desc, 1, 2
            """;
    private static final String HISTORY = """
            select at, state, by_whom, cause, details from service.response_event where alarm_id = ? order by id
            """;

    private ResponseFigures() {}

    static Map<String, Object> statistics(Connection connection) throws SQLException {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("rules", Database.select(connection, RULES, ResponseFigures::columns));
        statistics.put("actions", Database.select(connection, ACTIONS, ResponseFigures::columns));
        statistics.put("suppressed", Database.select(connection, SUPPRESSED, ResponseFigures::columns));
        return statistics;
    }

    static List<Map<String, Object>> history(Connection connection, String alarmId) throws SQLException {
        return Database.select(
                connection,
                HISTORY,
                row -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("at", ResponseRows.instant(row, "at").toString());
                    line.put(
                            "state",
                            ResponseState.valueOf(row.getString("state")).word());
                    line.put("by", row.getString("by_whom"));
                    line.put("cause", row.getString("cause"));
                    line.put("details", Json.read(row.getString("details"), Map.class));
                    return line;
                },
                alarmId);
    }

    private static Map<String, Object> columns(ResultSet row) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            columns.put(row.getMetaData().getColumnLabel(column), row.getObject(column));
        }
        return columns;
    }
}
