package hub.adapters.formula;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import hub.formula.daily.FormulaFault;
import hub.formula.daily.FormulaReading;
import hub.formula.daily.FormulaSpec;
import hub.formula.daily.FormulaSpecReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Lets people register formulas, put a version that was tried in force, and take it back. */
public final class FormulaDesk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final Formulas formulas;
    private final FormulaSpecReader reader;
    private final FormulaVersions versions;
    private final FormulaShapes shapes = new FormulaShapes();

    /**
     * @param source the warm store with schema {@code analytics}
     * @param formulas knows what keeps files from being in force
     * @param reader knows the products' metrics
     */
    public FormulaDesk(DataSource source, Formulas formulas, FormulaSpecReader reader, Clock clock) {
        this.database = new Database(source);
        this.formulas = formulas;
        this.reader = reader;
        this.versions = new FormulaVersions(clock);
    }

    /** All formulas by id, and what keeps files from being in force. */
    public Map<String, Object> list(String product) throws SQLException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", database.inTransaction(connection -> shapes.all(connection, product)));
        List<String> problems =
                formulas.faults().stream().map(FormulaFault::toString).toList();
        if (!problems.isEmpty()) {
            answer.put("problems", problems);
        }
        return answer;
    }

    /** One formula with the history of what was in force. */
    public Map<String, Object> get(String id) throws SQLException {
        return database.inTransaction(connection -> shapes.one(connection, id));
    }

    /** The versions of a formula, the newest first. */
    public Map<String, Object> versions(String id) throws SQLException {
        return database.inTransaction(connection -> {
            shapes.one(connection, id);
            return Map.of("items", shapes.versions(connection, id));
        });
    }

    /**
     * Keeps a new version; nothing is computed with it before it is published.
     *
     * @param body the fields of a formula, or its YAML as {@code text}; and perhaps {@code comment}
     * @throws IllegalArgumentException naming every problem with its place
     */
    public Map<String, Object> register(Map<String, Object> body, String user) throws SQLException {
        FormulaSpec spec = sound(reader.read("formula", text(body)));
        return database.inTransaction(connection -> {
            int version = versions.register(connection, spec, "api", user, comment(body));
            return shapes.version(connection, spec.formulaId(), version);
        });
    }

    /**
     * Puts a version in force: {@code version} or the newest one.
     *
     * @throws IllegalStateException when nobody has tried it
     */
    public Map<String, Object> publish(String id, Map<String, Object> body, String user) throws SQLException {
        return database.inTransaction(connection -> {
            int version = chosen(connection, id, body);
            versions.get(connection, id, version);
            if (!versions.isTried(connection, id, version)) {
                throw new IllegalStateException("version " + version + " of '" + id
                        + "' was not tried yet; POST /api/v1/formulas/" + id + "/try with {\"version\":" + version
                        + ",\"from\":\"...\",\"to\":\"...\"} first");
            }
            versions.publish(connection, id, version, "publish", user, comment(body));
            return shapes.one(connection, id);
        });
    }

    /** Puts an earlier version in force again: {@code version} or the one before. */
    public Map<String, Object> rollBack(String id, Map<String, Object> body, String user) throws SQLException {
        return database.inTransaction(connection -> {
            shapes.one(connection, id);
            int version = body != null && body.get("version") instanceof Number number
                    ? number.intValue()
                    : versions.before(connection, id)
                            .orElseThrow(() -> new IllegalStateException(
                                    "no earlier version of '" + id + "' was ever in force; publish another one"));
            if (!versions.wasInForce(connection, id, version)) {
                throw new IllegalStateException(
                        "version " + version + " of '" + id + "' was never in force; publish it instead");
            }
            versions.publish(connection, id, version, "rollback", user, comment(body));
            return shapes.one(connection, id);
        });
    }

    /** Takes a formula out of force; its versions and results stay, and a version can be published again. */
    public Map<String, Object> retire(String id, String user) throws SQLException {
        return database.inTransaction(connection -> {
            shapes.one(connection, id);
            int version = versions.inForce(connection, id)
                    .orElseThrow(() -> new IllegalStateException("no version of '" + id + "' is in force"));
            versions.retire(connection, id, version, user, "");
            return shapes.one(connection, id);
        });
    }

    private int chosen(Connection connection, String id, Map<String, Object> body) throws SQLException {
        if (body != null && body.get("version") instanceof Number number) {
            return number.intValue();
        }
        return versions.newest(connection, id)
                .orElseThrow(
                        () -> new NoSuchElementException("there is no formula '" + id + "'; see GET /api/v1/formulas"));
    }

    private static String comment(Map<String, Object> body) {
        return body == null ? "" : String.valueOf(body.getOrDefault("comment", ""));
    }

    private static String text(Map<String, Object> body) {
        if (body != null && body.get("text") instanceof String text) {
            return text;
        }
        Map<String, Object> fields = new LinkedHashMap<>(body == null ? Map.of() : body);
        fields.remove("comment");
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException problem) {
            throw new IllegalArgumentException("the body cannot be read: " + problem.getOriginalMessage(), problem);
        }
    }

    static FormulaSpec sound(FormulaReading reading) {
        return reading.spec()
                .orElseThrow(() -> new IllegalArgumentException(reading.faults().stream()
                        .map(fault -> (fault.field().isEmpty() ? "" : fault.field() + " ") + fault.message())
                        .collect(Collectors.joining("; "))));
    }
}
