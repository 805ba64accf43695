package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import java.net.http.HttpResponse;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

/** A researcher registers a formula, tries it, puts it in force, takes it back, and has the past computed again. */
class FormulaJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2020, 2, 29);
    private static final String SPAN = "\"from\":\"2020-02-01\",\"to\":\"2020-02-29\"";
    private static final String PATH = "/api/v1/formulas/health-score-prod-a";

    private final TestingHub hub = TestingHub.shared();

    @Test
    void aFormulaGoesFromItsAuthorToTheCustomersDays() throws Exception {
        await().atMost(ofSeconds(15)).until(() -> hub.call("GET", PATH, "").statusCode() == 200);
        aggregate("tempC", 70);
        aggregate("vibration", 0.5);
        hub.bean(ProducerTemplate.class).requestBody("direct:apply-formulas", List.of(DAY));
        assertThat(daily().path("value").asDouble()).isEqualTo(75.0);

        assertThat(lab("POST", "/api/v1/formulas", draft("tempC.getClass()")).body())
                .contains("at character")
                .contains("\"status\":400");
        JsonNode version = answered(201, lab("POST", "/api/v1/formulas", draft("100 - tempC.max / 2")));
        int number = version.path("version").asInt();
        assertThat(lab("POST", PATH + "/publish", "{\"version\":" + number + "}")
                        .statusCode())
                .isEqualTo(409);
        JsonNode tried = answered(200, lab("POST", PATH + "/try", "{\"version\":" + number + "," + SPAN + "}"));
        assertThat(tried.path("items").path(0).path("value").asDouble()).isEqualTo(64.5);
        assertThat(tried.path("items").path(0).path("before").asDouble()).isEqualTo(75.0);

        assertThat(answered(200, lab("POST", PATH + "/publish", "{\"version\":" + number + "}"))
                        .path("version")
                        .asInt())
                .isEqualTo(number);
        assertThat(daily().path("value").asDouble()).isEqualTo(75.0);
        answered(202, lab("POST", PATH + "/recompute", "{" + SPAN + "}"));
        await().atMost(ofSeconds(15)).until(() -> daily().path("value").asDouble() == 64.5);
        assertThat(hub.get(PATH + "/recompute")
                        .path("items")
                        .path(0)
                        .path("state")
                        .asText())
                .isEqualTo("done");
        answered(200, lab("POST", PATH + "/rollback", ""));
        assertThat(hub.get(PATH).path("history")).hasSizeGreaterThanOrEqualTo(3);

        for (String forbidden : List.of("customer", "technician", "service", "analyst")) {
            assertThat(hub.callAs(forbidden, "POST", "/api/v1/formulas", draft("tempC"))
                            .statusCode())
                    .as(forbidden)
                    .isEqualTo(403);
        }
        assertThat(hub.callAs(
                                "customer",
                                "GET",
                                "/api/v1/analysis/formulas/health-score-prod-a/daily?from=2020-02-01&to=2020-03-01",
                                "")
                        .body())
                .doesNotContain("formula-journey");
    }

    @Test
    void quantilesComeFromTheDaysSketch() throws Exception {
        DDSketch sketch =
                new DDSketch(new CubicallyInterpolatedMapping(0.005), () -> new CollapsingLowestDenseStore(2048));
        for (int value = 1; value <= 1000; value++) {
            sketch.accept(value);
        }
        GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withInitialCapacity(64);
        sketch.encode(bytes, true);
        new Database(hub.bean(DataSource.class))
                .update(
                        "insert into analytics.customer_product_day (customer_id, product_id, day, metric, devices, n, sum,"
                                + " min, max, sumsq, first, last, sketch, computed_at)"
                                + " values ('formula-sketch', 'prod-a', ?, 'rpm', 1, 1000, 500500, 1, 1000, 333833500, 1,"
                                + " 1000, ?, now())",
                        Date.valueOf(DAY),
                        bytes.trimmedCopy());
        JsonNode tried = answered(
                200,
                lab(
                        "POST",
                        "/api/v1/formulas/new-one/try",
                        "{\"formula\":\"rpm.p95\",\"productId\":\"prod-a\",\"customerId\":\"formula-sketch\"," + SPAN
                                + "}"));
        assertThat(tried.path("items").path(0).path("value").asDouble()).isCloseTo(950, withinPercentage(0.6));
    }

    private static String draft(String formula) {
        return "{\"formulaId\":\"health-score-prod-a\",\"productId\":\"prod-a\",\"formula\":\"" + formula
                + "\",\"description\":\"heat only\"}";
    }

    private HttpResponse<String> lab(String method, String path, String body) throws Exception {
        return hub.callAs("lab", method, path, body);
    }

    private static JsonNode answered(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private JsonNode daily() throws Exception {
        return hub.get("/api/v1/analysis/formulas/health-score-prod-a/daily?from=2020-02-01&to=2020-03-01"
                        + "&customer=formula-journey")
                .path("items")
                .path(0);
    }

    private void aggregate(String metric, double mean) throws SQLException {
        new Database(hub.bean(DataSource.class))
                .update(
                        "insert into analytics.customer_product_day (customer_id, product_id, day, metric, devices, n, sum,"
                                + " min, max, sumsq, first, last, sketch, computed_at)"
                                + " values ('formula-journey', 'prod-a', ?, ?, 1, 1, ?, ?, ?, ?, ?, ?, '', now())",
                        Date.valueOf(DAY),
                        metric,
                        mean,
                        mean,
                        mean + 1,
                        mean * mean,
                        mean,
                        mean);
    }
}
