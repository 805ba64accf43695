package hub.adapters.formula;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Answers what formulas yielded, day by day. */
public final class FormulaAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 3_700;
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;
    private static final String LATEST = "select distinct on (day, customer_id) * from analytics.formula_result"
            + " where formula_id = ? and day between ? and ? and (? = '' or customer_id = ?) and (? = 0 or version = ?)"
            + " and (day, customer_id) > (?, ?) order by day, customer_id, computed_at desc, version desc limit ?";

    private final Database database;
    private final Clock clock;

    /** @param source the warm store with schema {@code analytics} */
    public FormulaAnswers(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    /**
     * The results of a formula by day and customer, the oldest first; of several versions' the one computed last.
     *
     * @param from first day; 30 days back when absent
     * @param to last day; today when absent
     * @param customer only this customer, or empty
     * @param own the only customer whose results the caller may see, or empty
     * @param cursor the {@code next} of the page before
     */
    public Map<String, Object> daily(
            String id,
            String from,
            String to,
            String customer,
            Integer version,
            Integer limit,
            String cursor,
            String own)
            throws SQLException {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        DaySpan span =
                DaySpan.of(from == null ? today.minusDays(DAYS) : from, to == null ? today.plusDays(1) : to, MOST_DAYS);
        known(id);
        String restricted = own == null || own.isEmpty() ? "" : own;
        if (customer != null && !restricted.isEmpty() && !customer.equals(restricted)) {
            throw new SecurityException("customer: only your own results may be seen");
        }
        String only = !restricted.isEmpty() ? restricted : customer == null ? "" : customer;
        int most = limit == null ? LIMIT : Math.min(limit, MOST);
        String[] after = (cursor == null ? "0001-01-01~" : cursor).split("~", 2);
        List<Map<String, Object>> found = database.select(
                LATEST,
                FormulaAnswers::shape,
                id,
                Date.valueOf(span.from()),
                Date.valueOf(span.to()),
                only,
                only,
                version == null ? 0 : version,
                version == null ? 0 : version,
                Date.valueOf(LocalDate.parse(after[0])),
                after.length == 2 ? after[1] : "",
                most + 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", found.subList(0, Math.min(most, found.size())));
        if (found.size() > most) {
            Map<String, Object> last = found.get(most - 1);
            answer.put("next", last.get("day") + "~" + last.get("customerId"));
        }
        return answer;
    }

    private void known(String id) throws SQLException {
        if (database.select("select 1 from analytics.formula where formula_id = ?", row -> true, id)
                .isEmpty()) {
            throw new NoSuchElementException("there is no formula '" + id + "'; see GET /api/v1/formulas");
        }
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("customerId", row.getString("customer_id"));
        shape.put("productId", row.getString("product_id"));
        shape.put("day", row.getObject("day", LocalDate.class).toString());
        shape.put("version", row.getInt("version"));
        double value = row.getDouble("value");
        if (!row.wasNull()) {
            shape.put("value", value);
        }
        FormulaShapes.putUnlessEmpty(shape, "reason", row.getString("reason"));
        try {
            shape.put("inputs", JSON.readValue(row.getString("inputs"), Map.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database gave JSON that is none", impossible);
        }
        shape.put("computedAt", row.getTimestamp("computed_at").toInstant().toString());
        return shape;
    }
}
