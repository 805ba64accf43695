package hub.adapters.formula;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import hub.formula.daily.DailyValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Computes versions for days and keeps what they yield; the same days again give the same rows. */
final class FormulaResults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS_AT_ONCE = 500;
    private static final String KEEP = "insert into analytics.formula_result"
            + " (formula_id, customer_id, day, version, product_id, value, reason, inputs, computed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict (formula_id, customer_id, day, version) do update set"
            + " value = excluded.value, reason = excluded.reason, inputs = excluded.inputs, computed_at = excluded.computed_at";
    private static final String FORGET = "delete from analytics.formula_result r where formula_id = ? and version = ?"
            + " and day = any(?) and not exists (select 1 from analytics.customer_product_day d"
            + " where d.customer_id = r.customer_id and d.product_id = r.product_id and d.day = r.day)";

    private final CustomerDays customerDays;
    private final Clock clock;

    FormulaResults(CustomerDays customerDays, Clock clock) {
        this.customerDays = customerDays;
        this.clock = clock;
    }

    /**
     * Computes a version for all its customers' days, one computation of a formula at a time, so that the latest
     * aggregates have the last word.
     *
     * @return how many results there are
     */
    long compute(Connection connection, Version version, Collection<LocalDate> days) throws SQLException {
        Database.select(
                connection,
                "select pg_advisory_xact_lock(hashtextextended('formula ' || ?, 0))",
                row -> true,
                version.formulaId());
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setString(1, version.formulaId());
            forget.setInt(2, version.number());
            forget.setArray(3, CustomerDays.dates(connection, days));
            forget.executeUpdate();
        }
        long[] results = {0};
        List<Object[]> rows = new ArrayList<>();
        customerDays.read(connection, version, version.formula().metrics(), "", days, day -> {
            rows.add(row(version, day));
            results[0]++;
            if (rows.size() == ROWS_AT_ONCE) {
                Database.updateAll(connection, KEEP, rows);
                rows.clear();
            }
        });
        Database.updateAll(connection, KEEP, rows);
        return results[0];
    }

    private Object[] row(Version version, CustomerDay day) {
        DailyValue value = version.formula().evaluate(day.metrics()::get);
        return new Object[] {
            version.formulaId(),
            day.customerId(),
            java.sql.Date.valueOf(day.day()),
            version.number(),
            version.productId(),
            value.value().isPresent() ? value.value().getAsDouble() : null,
            value.reason(),
            json(value),
            clock.instant()
        };
    }

    private static String json(DailyValue value) {
        try {
            return JSON.writeValueAsString(value.inputs());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers can always be written as JSON", impossible);
        }
    }
}
