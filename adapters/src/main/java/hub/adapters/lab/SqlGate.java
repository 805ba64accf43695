package hub.adapters.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lets through one query over the tables and nothing else, judged by the tree that DuckDB's own parser makes of the text. It is
 * the first wall; behind it the session can reach no other file and change no setting, whatever the SQL says.
 */
final class SqlGate {
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree");
    private static final Set<String> REFUSED = Set.of(
            "current_setting",
            "getvariable",
            "getenv",
            "write_log",
            "nextval",
            "currval",
            "set_config",
            "which_secret",
            "query",
            "query_table",
            "add_parquet_key");

    private final String sql;
    private final Set<String> tables;
    private final Set<String> named = new TreeSet<>();
    private final Set<String> ownTables = new TreeSet<>();

    SqlGate(String sql, Set<String> tables) {
        this.sql = sql;
        this.tables = tables;
    }

    /**
     * The tables that the SQL names.
     *
     * @param parsed what json_serialize_sql made of the SQL
     * @throws SqlProblem when it is anything but one query over the tables
     */
    Set<String> pass(JsonNode parsed) throws SqlProblem {
        if (parsed.path("error").asBoolean()) {
            throw unreadable(parsed);
        }
        JsonNode statements = parsed.path("statements");
        if (statements.size() != 1) {
            throw new SqlProblem(
                    statements.isEmpty()
                            ? "sql: there is no query; write SELECT ... FROM telemetry ..."
                            : "sql: there are " + statements.size() + " statements; send one at a time");
        }
        collectOwnTables(statements);
        walk(statements.get(0));
        return named;
    }

    private SqlProblem unreadable(JsonNode parsed) {
        String message = parsed.path("error_message").asText();
        if (message.startsWith("Only SELECT") || message.startsWith("A CTE needs a SELECT")) {
            return new SqlProblem("sql: only queries are answered (SELECT or WITH ... SELECT, DESCRIBE, SUMMARIZE);"
                    + " cold data cannot be changed from here");
        }
        return SqlProblem.at(sql, parsed.path("position").asLong(-1), message + "; mend the SQL there");
    }

    private void collectOwnTables(JsonNode node) {
        node.path("cte_map")
                .path("map")
                .forEach(each -> ownTables.add(each.path("key").asText().toLowerCase(Locale.ROOT)));
        node.forEach(this::collectOwnTables);
    }

    private void walk(JsonNode node) throws SqlProblem {
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> table(node);
            case "TABLE_FUNCTION" -> tableFunction(node);
            case "SHOW_REF" -> show(node);
            default -> expression(node);
        }
        for (JsonNode each : node) {
            walk(each);
        }
    }

    private void table(JsonNode node) throws SqlProblem {
        String name = node.path("table_name").asText().toLowerCase(Locale.ROOT);
        boolean plain = node.path("schema_name").asText().isEmpty()
                && node.path("catalog_name").asText().isEmpty();
        if (!node.path("at_clause").isNull() && !node.path("at_clause").isMissingNode()) {
            throw problem(node, "a past state is asked for beside the SQL, by asOf or snapshots");
        }
        if (plain && ownTables.contains(name)) {
            return;
        }
        if (!plain || !tables.contains(name)) {
            throw problem(node, "there is no table '" + name + "'; the tables are " + String.join(", ", tables));
        }
        named.add(name);
    }

    private void tableFunction(JsonNode node) throws SqlProblem {
        String name = node.path("function").path("function_name").asText().toLowerCase(Locale.ROOT);
        if (!TABLE_FUNCTIONS.contains(name)) {
            throw problem(
                    node,
                    "the function " + name + " is not allowed; data comes from the tables "
                            + String.join(", ", tables));
        }
    }

    private void show(JsonNode node) throws SqlProblem {
        String what = node.path("table_name").asText().replace("\"", "");
        if (!what.isEmpty() && !what.equals("tables")) {
            throw problem(node, "only SHOW TABLES, DESCRIBE and SUMMARIZE are answered");
        }
        if (what.equals("tables")) {
            named.addAll(tables);
        }
    }

    private void expression(JsonNode node) throws SqlProblem {
        String kind = node.path("class").asText();
        if (kind.equals("PARAMETER")) {
            throw problem(node, "there is nothing to fill a parameter with; write the value");
        }
        String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        if (kind.equals("FUNCTION") && REFUSED.contains(name)) {
            throw problem(node, "the function " + name + " is not allowed");
        }
    }

    private SqlProblem problem(JsonNode node, String message) {
        JsonNode place = node.path("query_location");
        return SqlProblem.at(sql, place.canConvertToInt() ? place.asInt() : -1, message);
    }
}
