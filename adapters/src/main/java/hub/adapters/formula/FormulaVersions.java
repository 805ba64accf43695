package hub.adapters.formula;

import hub.adapters.Database;
import hub.formula.FormulaProblem;
import hub.formula.daily.DailyFormula;
import hub.formula.daily.FormulaSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The versions of formulas as rows that never change, and which of them is in force. */
final class FormulaVersions {
    private static final Logger LOG = LoggerFactory.getLogger(FormulaVersions.class);
    private static final String VERSIONS = "select f.formula_id, v.version, f.product_id, f.customer_id, v.formula"
            + " from analytics.formula f join analytics.formula_version v using (formula_id)";

    private final Clock clock;

    FormulaVersions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps a new version; the newest one again when its text and where it comes from are the same.
     *
     * @throws IllegalStateException when the formula belongs to another product or customer
     */
    int register(Connection connection, FormulaSpec spec, String origin, String author, String comment)
            throws SQLException {
        Database.update(
                connection,
                "insert into analytics.formula (formula_id, product_id, customer_id, created_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                spec.formulaId(),
                spec.productId(),
                spec.customerId(),
                clock.instant());
        lock(connection, spec);
        Optional<Integer> same = one(
                connection,
                "select version from analytics.formula_version v where formula_id = ? and text = ? and origin = ?"
                        + " and version = (select max(version) from analytics.formula_version where formula_id = v.formula_id)",
                spec.formulaId(),
                spec.text(),
                origin);
        if (same.isPresent()) {
            return same.get();
        }
        return one(
                        connection,
                        "insert into analytics.formula_version"
                                + " (formula_id, version, formula, description, text, origin, author, comment, created_at)"
                                + " select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ? from analytics.formula_version"
                                + " where formula_id = ? returning version",
                        spec.formulaId(),
                        spec.formula().text(),
                        spec.description(),
                        spec.text(),
                        origin,
                        author,
                        comment,
                        clock.instant(),
                        spec.formulaId())
                .orElseThrow();
    }

    private static void lock(Connection connection, FormulaSpec spec) throws SQLException {
        Database.select(
                connection,
                "select product_id, customer_id from analytics.formula where formula_id = ? for update",
                row -> {
                    if (!row.getString(1).equals(spec.productId())
                            || !row.getString(2).equals(spec.customerId())) {
                        throw new IllegalStateException("formula '" + spec.formulaId() + "' belongs to product '"
                                + row.getString(1) + "'"
                                + (row.getString(2).isEmpty() ? "" : " and customer '" + row.getString(2) + "'")
                                + "; register yours under another formulaId");
                    }
                    return true;
                },
                spec.formulaId());
    }

    /** Takes a formula out of force. */
    void retire(Connection connection, String id, int version, String author, String comment) throws SQLException {
        publish(connection, id, version, "retire", author, comment);
        Database.update(connection, "update analytics.formula set in_force = null where formula_id = ?", id);
    }

    /** Puts a version in force. */
    void publish(Connection connection, String id, int version, String action, String author, String comment)
            throws SQLException {
        Database.update(connection, "update analytics.formula set in_force = ? where formula_id = ?", version, id);
        Database.update(
                connection,
                "insert into analytics.formula_publication (formula_id, version, action, at, author, comment)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                version,
                action,
                clock.instant(),
                author,
                comment);
    }

    /** The text of the newest version that came from a file. */
    Optional<String> newestFromFile(Connection connection, String id) throws SQLException {
        return Database.select(
                        connection,
                        "select text from analytics.formula_version where formula_id = ? and origin = 'file'"
                                + " order by version desc limit 1",
                        row -> row.getString(1),
                        id)
                .stream()
                .findFirst();
    }

    /** Notes that somebody has tried a version. */
    void tried(Connection connection, String id, int version, String user) throws SQLException {
        Database.update(
                connection,
                "update analytics.formula_version set tried_at = ?, tried_by = ? where formula_id = ? and version = ?",
                clock.instant(),
                user,
                id,
                version);
    }

    /** Whether a version came from a file, whose cases were computed, or was tried by somebody. */
    boolean isTried(Connection connection, String id, int version) throws SQLException {
        return one(
                        connection,
                        "select 1 from analytics.formula_version where formula_id = ? and version = ?"
                                + " and (tried_at is not null or origin = 'file')",
                        id,
                        version)
                .isPresent();
    }

    Optional<Integer> inForce(Connection connection, String id) throws SQLException {
        return one(
                connection, "select in_force from analytics.formula where formula_id = ? and in_force is not null", id);
    }

    Optional<Integer> newest(Connection connection, String id) throws SQLException {
        return one(
                connection,
                "select version from analytics.formula_version where formula_id = ? order by version desc limit 1",
                id);
    }

    /** The version that was in force before the one that is. */
    Optional<Integer> before(Connection connection, String id) throws SQLException {
        return one(
                connection,
                "select p.version from analytics.formula_publication p join analytics.formula f using (formula_id)"
                        + " where formula_id = ? and p.version < f.in_force order by p.version desc limit 1",
                id);
    }

    boolean wasInForce(Connection connection, String id, int version) throws SQLException {
        return one(
                        connection,
                        "select 1 from analytics.formula_publication where formula_id = ? and version = ?",
                        id,
                        version)
                .isPresent();
    }

    /** All versions in force, by id. */
    List<Version> inForce(Connection connection) throws SQLException {
        List<Version> found = new ArrayList<>();
        Database.select(
                        connection,
                        VERSIONS + " where v.version = f.in_force order by f.formula_id",
                        FormulaVersions::read)
                .forEach(each -> each.ifPresent(found::add));
        return found;
    }

    /** One version. */
    Version get(Connection connection, String id, int version) throws SQLException {
        return Database.select(
                        connection,
                        VERSIONS + " where f.formula_id = ? and v.version = ?",
                        FormulaVersions::read,
                        id,
                        version)
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("formula '" + id + "' has no version " + version
                        + "; see GET /api/v1/formulas/" + id + "/versions"));
    }

    /** A version that this hub cannot read, perhaps written by a later one, is left out and said. */
    private static Optional<Version> read(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Version(
                    row.getString("formula_id"),
                    row.getInt("version"),
                    row.getString("product_id"),
                    row.getString("customer_id"),
                    DailyFormula.compile(row.getString("formula"), Set.of())));
        } catch (FormulaProblem problem) {
            LOG.error(
                    "formula {} version {} cannot be read: {}",
                    row.getString("formula_id"),
                    row.getInt("version"),
                    problem.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Integer> one(Connection connection, String sql, Object... values) throws SQLException {
        return Database.select(connection, sql, row -> row.getInt(1), values).stream()
                .findFirst();
    }
}
