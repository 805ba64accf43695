package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.cold.ColdStore;
import hub.adapters.hot.HotStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A researcher asks cold data in SQL, and everybody reads a device's telemetry without seeing where hot ends and cold begins. */
class ColdLabJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEVICE = "lab-walk";
    private static final int READINGS = 60;
    private static final Instant NEWEST = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private static final Instant OLDEST = time(READINGS - 1);

    private static TestingHub hub;

    private static Instant time(int age) {
        return NEWEST.minus(Duration.ofHours(6).multipliedBy(age));
    }

    @BeforeAll
    static void aDeviceHasSpokenForFifteenDaysAndTheHotStoreKeepsTen() throws Exception {
        hub = TestingHub.shared();
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + DEVICE + "\",\"productId\":\"prod-a\"}");
        StringBuilder csv = new StringBuilder("device_timestamp,tempC,rpm\n");
        for (int age = 0; age < READINGS; age++) {
            csv.append(time(age).toEpochMilli())
                    .append(',')
                    .append(20 + age % 40)
                    .append(",1000\n");
        }
        assertThat(hub.ingest(DEVICE, "csv", csv.toString()).statusCode()).isEqualTo(202);
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(page("?limit=100").path("items")).hasSize(READINGS));
        await().atMost(ofSeconds(30)).pollInterval(ofSeconds(1)).untilAsserted(() -> {
            hub.bean(ColdStore.class).commit();
            assertThat(count()).isEqualTo(READINGS);
        });
        long gone = hub.bean(HotStore.class)
                .client()
                .getDatabase("hub")
                .getCollection("telemetry")
                .deleteMany(new Document("device_id", DEVICE)
                        .append("device_timestamp", new Document("$lt", Date.from(NEWEST.minus(Duration.ofDays(11))))))
                .getDeletedCount();
        assertThat(gone).isEqualTo(READINGS - 45);
    }

    private static JsonNode page(String query) throws Exception {
        return hub.get("/api/v1/devices/" + DEVICE + "/telemetry" + query);
    }

    private static HttpResponse<String> ask(String user, Map<String, Object> body) throws Exception {
        return hub.call(user, "POST", "/api/v1/cold/query", JSON.writeValueAsString(body));
    }

    private static int count() throws Exception {
        HttpResponse<String> answer =
                ask("lab", Map.of("sql", "select count(*) from telemetry where device_id = '" + DEVICE + "'"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/rows/0/0").asInt();
    }

    @Test
    void pagesGoOnFromHotToColdWithoutGapOrDouble() throws Exception {
        List<String> times = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = page("?limit=7" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items")
                    .forEach(each -> times.add(each.path("device_timestamp").asText()));
            cursor = page.path("next").asText();
        } while (!cursor.isEmpty());

        List<String> expected = new ArrayList<>();
        for (int age = 0; age < READINGS; age++) {
            expected.add(time(age).toString().replace("Z", ".000Z"));
        }
        assertThat(times).isEqualTo(expected);
    }

    @Test
    void anOldReadingLooksLikeANewOne() throws Exception {
        JsonNode fresh = page("?limit=1").path("items").get(0);
        JsonNode old = page("?to=" + OLDEST.plusSeconds(1)).path("items").get(0);

        assertThat(old.path("metrics")).isEqualTo(JSON.readTree("{\"tempC\":" + (20 + 59 % 40) + ",\"rpm\":1000}"));
        assertThat(old.fieldNames()).toIterable().containsExactlyElementsOf(fresh::fieldNames);
    }

    @Test
    void aSpanMayLieInHotInColdOrAcrossTheBorder() throws Exception {
        assertThat(page("?from=" + time(3)).path("items")).hasSize(4);
        assertThat(page("?from=" + time(59) + "&to=" + time(55)).path("items")).hasSize(4);
        assertThat(page("?from=" + time(50) + "&to=" + time(30)).path("items")).hasSize(20);
    }

    @Test
    void allOfASpanIsOneTableInCsv() throws Exception {
        HttpResponse<String> csv = hub.callForCsv("operator", "/api/v1/devices/" + DEVICE + "/telemetry?to=" + NEWEST);

        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(READINGS);
        assertThat(lines.get(0))
                .startsWith("device_timestamp,device_id,productId")
                .endsWith("rpm,tempC");
        assertThat(lines.get(1)).startsWith(time(1).toString().replace("Z", ".000Z") + "," + DEVICE + ",prod-a");
    }

    @Test
    void onlyTheLaboratoryAsksInSqlAndACustomerSeesNoStrangersHistory() throws Exception {
        for (String user : List.of("customer", "service", "operator", "analyst", "technician")) {
            assertThat(ask(user, Map.of("sql", "select 1")).statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(hub.callForCsv("customer", "/api/v1/devices/" + DEVICE + "/telemetry")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAnswerIsExportedOrRefusedWithThePlaceAndListedWithWhoAskedIt() throws Exception {
        String sql = "select device_timestamp, metrics.tempC from telemetry where device_id = '" + DEVICE + "'";
        HttpResponse<String> csv = ask("lab", Map.of("sql", sql, "format", "csv", "queryId", "walk-csv"));
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("cold-walk-csv.csv");
        assertThat(csv.body().lines()).hasSize(READINGS + 1);

        HttpResponse<String> wrong = ask("lab", Map.of("sql", "select\n  nothing from telemetry"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(wrong.body()).path("detail").asText()).startsWith("sql: line 2, column 3: ");
        assertThat(ask("lab", Map.of("sql", "copy telemetry to 'x'")).statusCode())
                .isEqualTo(400);

        assertThat(hub.call("lab", "GET", "/api/v1/cold/queries", "").body())
                .contains("\"id\":\"walk-csv\",\"caller\":\"lab\",\"state\":\"done\"");
        assertThat(hub.call("lab", "DELETE", "/api/v1/cold/queries/walk-csv", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(hub.call("lab", "GET", "/api/v1/cold/tables", "").body()).contains("\"name\":\"telemetry\"");
    }
}
