package hub;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdStore;
import hub.master.DeviceRegister;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A week of three customers' devices: whatever is late and whoever moves, figures are those that SQL over the cold store gives. */
@Tag("own-hub")
class AggregateJourneyTest {

    private static final String PRODUCT = "/api/v1/analysis/products/prod-a/";
    private static final int LATE = 10 * 72;
    private static final int METRICS = 3;

    private final TestingHub hub = TestingHub.shared();
    private final Database warm = new Database(hub.bean(DataSource.class));
    private final SimulatedWeek week = new SimulatedWeek(LocalDate.now(SimulatedWeek.SEOUL));

    @Test
    void aWeeksFiguresAreThoseOfSqlOverTheColdStore() throws Exception {
        register();
        send(false);
        counted(week.readings() - LATE);
        aggregate();
        send(true);
        counted(week.readings());
        aggregate();

        ColdFiles.Plan plan = hub.bean(ColdFiles.class).plan("telemetry", week.begin(), week.end(), "prod-a");
        try (WeekBySql sql = new WeekBySql(plan.files(), week)) {
            assertThat(sql.rows()).isEqualTo(week.readings());
            same(windows("hourly?window=1h&"), sql.windows(1), 7 * 24 * METRICS);
            same(windows("hourly?window=6h&"), sql.windows(6), 7 * 4 * METRICS);
            same(windows("daily?"), sql.windows(24), 7 * METRICS);
            Map<String, WeekBySql.Sum> days = sql.days();
            same(customers(), days, (7 + 8 + 7) * METRICS);
            healthScores(days);
        }
        everybodySeesHisOwn();
        aRecountFindsNoDifference();
    }

    private void register() throws SQLException {
        for (int customer = 0; customer < SimulatedWeek.CUSTOMERS.size(); customer++) {
            String id = SimulatedWeek.CUSTOMERS.get(customer);
            warm.update(
                    "insert into master.customer (customer_id, name, time_zone) values (?, ?, ?)",
                    id,
                    id,
                    SimulatedWeek.ZONES.get(customer));
            warm.update("insert into master.site (site_id, customer_id, name) values (?, ?, ?)", id + "-1", id, id);
        }
        DeviceRegister register = hub.bean(DeviceRegister.class);
        for (int number = 0; number < SimulatedWeek.DEVICES; number++) {
            String site = SimulatedWeek.CUSTOMERS.get(SimulatedWeek.customer(number)) + "-1";
            register.save(SimulatedWeek.device(number), "prod-a", "", "", Optional.of("demo"));
            warm.update(
                    "update master.device set site_id = ?, site_since = '-infinity' where device_id = ?",
                    site,
                    SimulatedWeek.device(number));
        }
        warm.update(
                "update master.device set site_id = 'week-kolkata-1', site_since = ? where device_id = ?",
                Timestamp.from(week.moved()),
                SimulatedWeek.MOVED);
    }

    private void send(boolean late) throws Exception {
        for (int number = 0; number < SimulatedWeek.DEVICES; number++) {
            String csv = week.csv(number, late);
            if (!csv.isEmpty()) {
                HttpResponse<String> answer = hub.ingest(SimulatedWeek.device(number), "csv", csv);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            }
        }
    }

    /** Waits until all readings have gone through the stream and the cold store into the parts. */
    private void counted(long readings) {
        String sql = "select coalesce(sum(n), 0) from analytics.partial_hour where device_id like 'week-%' and metric ="
                + " 'tempC'";
        await().atMost(ofMinutes(2)).pollInterval(ofMillis(500)).until(() -> {
            hub.bean(ColdStore.class).commit();
            return warm.select(sql, row -> row.getLong(1)).get(0) == readings;
        });
    }

    private void aggregate() throws Exception {
        for (String name : new String[] {"product-hourly", "product-daily", "customer-daily"}) {
            String path = "/api/v1/schedules/aggregate-" + name;
            Instant asked = Instant.now();
            assertThat(hub.call("POST", path + "/run", "").statusCode()).isEqualTo(202);
            await().atMost(ofMinutes(1)).pollInterval(ofMillis(200)).until(() -> ended(path, asked));
        }
    }

    private boolean ended(String path, Instant asked) throws Exception {
        for (JsonNode run : hub.get(path).path("runs")) {
            if (run.path("askedBy").asText().equals("operator")
                    && run.path("outcome").asText().equals("done")
                    && !Instant.parse(run.path("startedAt").asText()).isBefore(asked.minusMillis(1))) {
                return true;
            }
        }
        return false;
    }

    /** All pages of a product's series, by beginning and metric. */
    private Map<String, JsonNode> windows(String question) throws Exception {
        String span = PRODUCT + question + "from=" + week.begin() + "&to=" + week.end() + "&limit=200";
        Map<String, JsonNode> found = new TreeMap<>();
        pages(span, row -> {
            String metric = row.path("metric").asText();
            long begins = Instant.parse(row.path("from").asText()).toEpochMilli();
            if (!metric.equals("voltage")) {
                found.put(begins + " " + metric, row);
            }
        });
        return found;
    }

    private Map<String, JsonNode> customers() throws Exception {
        Map<String, JsonNode> found = new TreeMap<>();
        for (String customer : SimulatedWeek.CUSTOMERS) {
            pages(
                    "/api/v1/analysis/customers/" + customer + "/daily?limit=10",
                    row -> found.put(
                            customer + " " + row.path("day").asText() + " "
                                    + row.path("metric").asText(),
                            row));
        }
        return found;
    }

    private interface Rows {
        void take(JsonNode row);
    }

    private void pages(String path, Rows rows) throws Exception {
        String next = "";
        do {
            JsonNode page = hub.get(path + next);
            page.path("items").forEach(rows::take);
            next = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
    }

    private static void same(Map<String, JsonNode> found, Map<String, WeekBySql.Sum> expected, int size) {
        assertThat(expected).hasSize(size);
        assertThat(found).containsOnlyKeys(expected.keySet());
        expected.forEach((key, sum) -> {
            JsonNode row = found.get(key);
            double[] values = sum.values();
            assertThat(row.path("count").asDouble()).as(key).isEqualTo(values[0]);
            assertThat(row.path("sum").asDouble()).as(key).isCloseTo(values[1], within(1e-9 * values[1]));
            assertThat(row.path("avg").asDouble()).as(key).isCloseTo(values[1] / values[0], within(1e-9 * values[1]));
            assertThat(row.path("min").asDouble()).as(key).isEqualTo(values[2]);
            assertThat(row.path("max").asDouble()).as(key).isEqualTo(values[3]);
            assertThat(row.path("first").asDouble()).as(key).isEqualTo(values[4]);
            assertThat(row.path("last").asDouble()).as(key).isEqualTo(values[5]);
            assertThat(row.path("devices").asDouble()).as(key).isEqualTo(values[6]);
            assertThat(row.path("p95").asDouble()).as(key).isCloseTo(values[7], within(0.02 * values[7]));
        });
    }

    /** The sample formula of the planning document: clamp(100 - (tempC - 60) * 2 - vibration * 10, 0, 100). */
    private void healthScores(Map<String, WeekBySql.Sum> days) throws SQLException {
        Map<String, Double> scores = new TreeMap<>();
        warm.select(
                "select customer_id || ' ' || day, value from analytics.formula_result"
                        + " where formula_id = 'health-score-prod-a' and customer_id = any(?)",
                row -> scores.put(row.getString(1), row.getDouble(2)),
                SimulatedWeek.CUSTOMERS);
        assertThat(scores).hasSize(7 + 8 + 7);
        scores.forEach((day, score) -> {
            double tempC = average(days.get(day + " tempC"));
            double vibration = average(days.get(day + " vibration"));
            double expected = Math.max(0, Math.min(100, 100 - (tempC - 60) * 2 - vibration * 10));
            assertThat(score).as(day).isCloseTo(expected, within(1e-9));
        });
    }

    private static double average(WeekBySql.Sum sum) {
        return sum.values()[1] / sum.values()[0];
    }

    private void everybodySeesHisOwn() throws Exception {
        String others = "/api/v1/analysis/customers/week-seoul/daily";
        assertThat(hub.callAs("customer", "GET", others, "").statusCode()).isEqualTo(404);
        assertThat(hub.callAs("customer", "GET", others.replace("week-seoul", "customer-1"), "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.callAs("customer", "GET", PRODUCT + "daily", "").statusCode())
                .isEqualTo(403);
        HttpResponse<String> csv = hub.callAs("lab", "GET", others + "?metric=tempC&format=csv", "");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body())
                .startsWith("day,customerId,productId,metric,count,avg")
                .hasLineCount(1 + 7);
        assertThat(hub.callAs("lab", "GET", PRODUCT + "hourly?from=yesterday", "")
                        .statusCode())
                .isEqualTo(400);
    }

    private void aRecountFindsNoDifference() throws Exception {
        String wish = "{\"productId\":\"prod-a\",\"from\":\"" + week.begin() + "\",\"to\":\"" + week.end()
                + "\",\"dryRun\":true}";
        JsonNode asked = new ObjectMapper()
                .readTree(hub.callAs("lab", "POST", "/api/v1/analysis/recomputations", wish)
                        .body());
        String path = "/api/v1/analysis/recomputations/" + asked.path("id").asText();
        await().atMost(ofMinutes(1)).until(() -> hub.get(path).path("progress").asInt() == 100);
        assertThat(hub.get(path).path("differing").asInt()).isZero();
        assertThat(hub.get(path).path("parts").asInt()).isEqualTo(SimulatedWeek.DEVICES * 7 * 24 * METRICS);
    }
}
