package hub.adapters.formula;

import hub.adapters.Database;
import hub.formula.FormulaProblem;
import hub.formula.daily.DailyFormula;
import hub.formula.daily.FormulaSpecReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Computes a version or a draft for past days without keeping anything but that somebody has tried it. */
public final class FormulaTrial {
    private static final int MOST_DAYS = 400;
    private static final int ITEMS = 100;
    private static final int MOST_ITEMS = 1_000;

    private final Database database;
    private final FormulaSpecReader reader;
    private final FormulaVersions versions;
    private final CustomerDays customerDays;

    /** @param source the warm store with schema {@code analytics} */
    public FormulaTrial(DataSource source, FormulaSpecReader reader, Quantiles quantiles, Clock clock) {
        this.database = new Database(source);
        this.reader = reader;
        this.versions = new FormulaVersions(clock);
        this.customerDays = new CustomerDays(quantiles);
    }

    /**
     * Tries {@code version} (the newest one when absent), a draft given as {@code text}, or one given as {@code formula}
     * and, where the id is new, {@code productId}; from {@code from} to {@code to}, perhaps for one {@code customerId}.
     */
    public Map<String, Object> attempt(String id, Map<String, Object> body, String user) throws SQLException {
        DaySpan span = DaySpan.of(body, MOST_DAYS);
        return database.inTransaction(connection -> {
            Version version = meant(connection, id, body);
            Optional<Integer> current = versions.inForce(connection, id);
            Optional<Version> inForce =
                    current.isPresent() ? Optional.of(versions.get(connection, id, current.get())) : Optional.empty();
            TrialAnswer found = compute(connection, version, inForce, span, body);
            if (version.number() > 0) {
                versions.tried(connection, id, version.number(), user);
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("formulaId", id);
            if (version.number() > 0) {
                answer.put("version", version.number());
            }
            current.ifPresent(number -> answer.put("inForce", number));
            answer.put("formula", version.formula().text());
            answer.put("variables", version.formula().variables());
            found.addTo(answer);
            return answer;
        });
    }

    private TrialAnswer compute(
            Connection connection, Version version, Optional<Version> inForce, DaySpan span, Map<String, Object> body)
            throws SQLException {
        Set<String> metrics = new TreeSet<>(version.formula().metrics());
        inForce.ifPresent(before -> metrics.addAll(before.formula().metrics()));
        int limit = body.get("limit") instanceof Number number ? Math.min(number.intValue(), MOST_ITEMS) : ITEMS;
        String customer = body.get("customerId") instanceof String only ? only : "";
        TrialAnswer answer = new TrialAnswer(limit);
        customerDays.read(
                connection,
                version,
                metrics,
                customer,
                span.days(),
                day -> answer.add(
                        day,
                        version.formula().evaluate(day.metrics()::get),
                        inForce.map(before -> before.formula().evaluate(day.metrics()::get))));
        return answer;
    }

    private Version meant(Connection connection, String id, Map<String, Object> body) throws SQLException {
        if (body.get("text") instanceof String text) {
            return Version.draft(FormulaDesk.sound(reader.read("draft", text)));
        }
        if (body.get("formula") instanceof String formula) {
            return draft(connection, id, formula, body);
        }
        int version = body.get("version") instanceof Number number
                ? number.intValue()
                : versions.newest(connection, id)
                        .orElseThrow(() -> new NoSuchElementException(
                                "there is no formula '" + id + "'; see GET /api/v1/formulas"));
        return versions.get(connection, id, version);
    }

    private Version draft(Connection connection, String id, String formula, Map<String, Object> body)
            throws SQLException {
        Optional<Integer> newest = versions.newest(connection, id);
        Version before = newest.isPresent() ? versions.get(connection, id, newest.get()) : null;
        String product = before != null ? before.productId() : String.valueOf(body.getOrDefault("productId", ""));
        if (product.isEmpty()) {
            throw new IllegalArgumentException("productId: is missing; formula '" + id + "' is new, name its product");
        }
        Set<String> metrics = reader.metrics(product)
                .orElseThrow(() -> new IllegalArgumentException("productId: there is no product '" + product + "'"));
        try {
            String customer = before == null ? "" : before.customerId();
            return new Version(id, 0, product, customer, DailyFormula.compile(formula.strip(), metrics));
        } catch (FormulaProblem problem) {
            throw new IllegalArgumentException("formula: " + problem.getMessage(), problem);
        }
    }
}
