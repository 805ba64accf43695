package hub.adapters.formula;

import hub.adapters.Database;
import hub.formula.FormulaProblem;
import hub.formula.daily.DailyFormula;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Formulas, versions and publications in the shapes of the contract. */
final class FormulaShapes {
    private static final String FORMULAS = "select f.*, v.formula, v.description,"
            + " (select max(version) from analytics.formula_version n where n.formula_id = f.formula_id) as newest"
            + " from analytics.formula f left join analytics.formula_version v"
            + " on v.formula_id = f.formula_id and v.version = f.in_force";
    private static final String VERSIONS =
            "select v.*, v.version = f.in_force as active from analytics.formula_version v"
                    + " join analytics.formula f using (formula_id)";

    List<Map<String, Object>> all(Connection connection, String product) throws SQLException {
        String wanted = product == null ? "" : product;
        return Database.select(
                connection,
                FORMULAS + " where ? = '' or f.product_id = ? order by f.formula_id",
                FormulaShapes::formula,
                wanted,
                wanted);
    }

    Map<String, Object> one(Connection connection, String id) throws SQLException {
        Map<String, Object> shape =
                Database.select(connection, FORMULAS + " where f.formula_id = ?", FormulaShapes::formula, id).stream()
                        .findFirst()
                        .orElseThrow(() -> new NoSuchElementException(
                                "there is no formula '" + id + "'; see GET /api/v1/formulas"));
        shape.put(
                "history",
                Database.select(
                        connection,
                        "select * from analytics.formula_publication where formula_id = ? order by id desc limit 100",
                        FormulaShapes::publication,
                        id));
        return shape;
    }

    List<Map<String, Object>> versions(Connection connection, String id) throws SQLException {
        return Database.select(
                connection, VERSIONS + " where v.formula_id = ? order by version desc", FormulaShapes::version, id);
    }

    Map<String, Object> version(Connection connection, String id, int version) throws SQLException {
        return Database.select(
                        connection,
                        VERSIONS + " where v.formula_id = ? and v.version = ?",
                        FormulaShapes::version,
                        id,
                        version)
                .get(0);
    }

    private static Map<String, Object> formula(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("formulaId", row.getString("formula_id"));
        shape.put("productId", row.getString("product_id"));
        putUnlessEmpty(shape, "customerId", row.getString("customer_id"));
        if (row.getString("formula") != null) {
            shape.put("version", row.getInt("in_force"));
            shape.put("formula", row.getString("formula"));
            shape.put("description", row.getString("description"));
        }
        shape.put("newest", row.getInt("newest"));
        return shape;
    }

    private static Map<String, Object> version(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("formulaId", row.getString("formula_id"));
        shape.put("version", row.getInt("version"));
        shape.put("active", row.getBoolean("active"));
        shape.put("formula", row.getString("formula"));
        shape.put("description", row.getString("description"));
        shape.put("variables", variables(row.getString("formula")));
        shape.put("text", row.getString("text"));
        shape.put("origin", row.getString("origin"));
        shape.put("by", row.getString("author"));
        shape.put("at", row.getTimestamp("created_at").toInstant().toString());
        putUnlessEmpty(shape, "comment", row.getString("comment"));
        if (row.getTimestamp("tried_at") != null) {
            shape.put("triedAt", row.getTimestamp("tried_at").toInstant().toString());
            shape.put("triedBy", row.getString("tried_by"));
        }
        return shape;
    }

    private static List<String> variables(String formula) {
        try {
            return List.copyOf(DailyFormula.compile(formula, Set.of()).variables());
        } catch (FormulaProblem unreadable) {
            return List.of();
        }
    }

    private static Map<String, Object> publication(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("version", row.getInt("version"));
        shape.put("action", row.getString("action"));
        shape.put("at", row.getTimestamp("at").toInstant().toString());
        shape.put("by", row.getString("author"));
        putUnlessEmpty(shape, "comment", row.getString("comment"));
        return shape;
    }

    static void putUnlessEmpty(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
