package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.ageing.AgeingSettings;
import hub.adapters.ageing.ColdTier;
import hub.adapters.ageing.HotTier;
import hub.adapters.ageing.LegalHolds;
import hub.adapters.ageing.TelemetryAgeing;
import hub.adapters.cold.ColdStore;
import hub.adapters.hot.HotStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Readings of eleven days leave a whole hub's hot store for real cold tables; what a person asks to be deleted goes from both. */
class AgeingJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int A_DAY = 24;
    private static final int DAYS = 12;
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static TestingHub hub;

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
    }

    /** Hourly readings of the last days; the pressure is the sequence number. */
    private static void send(String device) throws Exception {
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + device + "\",\"productId\":\"prod-b\"}");
        Instant begin = TODAY.minusDays(DAYS - 1).atStartOfDay(ZoneOffset.UTC).toInstant();
        StringBuilder rows = new StringBuilder("device_timestamp;pressure;firmware\n");
        for (int number = 0; number < A_DAY * (DAYS - 1); number++) {
            rows.append(begin.plus(number, ChronoUnit.HOURS).toEpochMilli())
                    .append(";1,5;")
                    .append(number)
                    .append('\n');
        }
        assertThat(hub.ingest(device, "csv", rows.toString()).statusCode()).isEqualTo(202);
        await().atMost(ofSeconds(20)).until(() -> numbers(device).size() == A_DAY * (DAYS - 1));
    }

    /** What the hot store itself has; the API would add what only cold has. */
    private static TreeSet<Integer> numbers(String device) {
        TreeSet<Integer> numbers = new TreeSet<>();
        hub.bean(HotStore.class)
                .client()
                .getDatabase("hub")
                .getCollection("telemetry")
                .find(new Document("device_id", device))
                .forEach(reading ->
                        numbers.add(Integer.valueOf(reading.getEmbedded(List.of("metrics", "firmware"), Object.class)
                                .toString())));
        return numbers;
    }

    /** Of the days before today; today's are of other tests. */
    private static long inCold() {
        ColdTier cold = hub.bean(ColdTier.class);
        return TODAY.minusDays(DAYS)
                .datesUntil(TODAY)
                .mapToLong(day -> cold.digest("prod-b", day).readings())
                .sum();
    }

    @Test
    void elevenDaysBecomeTenHotOnesAndAllColdOnesAndADeletionTakesBoth() throws Exception {
        send("age-1");
        send("age-2");
        int all = 2 * A_DAY * (DAYS - 1);
        await().atMost(ofSeconds(30)).until(() -> {
            hub.bean(ColdStore.class).commit();
            return inCold() == all;
        });
        HttpResponse<String> hold = hub.call(
                "POST", "/api/v1/legal-holds", "{\"kind\":\"device\",\"subject\":\"age-2\",\"reason\":\"case 7\"}");
        assertThat(hold.statusCode()).isEqualTo(201);

        age();

        assertThat(numbers("age-1")).hasSize(10 * A_DAY).startsWith(A_DAY).endsWith(11 * A_DAY - 1);
        assertThat(numbers("age-2")).hasSize(11 * A_DAY);
        assertThat(hub.get("/api/v1/devices/age-1/telemetry?limit=1000").path("items"))
                .hasSize(11 * A_DAY);
        assertThat(inCold()).isEqualTo(all);
        JsonNode day = hub.get("/api/v1/ageing?product=prod-b").path("items").get(0);
        assertThat(day.path("state").asText()).isEqualTo("kept");
        assertThat(day.path("moved").asInt()).isEqualTo(A_DAY);
        assertThat(day.path("reason").asText()).contains("case 7");

        deletionsHeedTheHold(JSON.readTree(hold.body()).path("id").asText());
    }

    private static void age() throws Exception {
        new TelemetryAgeing(
                        hub.bean(HotTier.class),
                        hub.bean(ColdTier.class),
                        hub.bean(DataSource.class),
                        hub.bean(LegalHolds.class),
                        () -> Map.of("prod-b", Duration.ofDays(10)),
                        hub.bean(AgeingSettings.class),
                        new SimpleMeterRegistry(),
                        hub.bean(Clock.class))
                .run();
    }

    private static void deletionsHeedTheHold(String hold) throws Exception {
        HttpResponse<String> refused = deletion("age-2");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("case 7").contains(hold);
        assertThat(hub.call("DELETE", "/api/v1/legal-holds/" + hold + "?reason=closed", "")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> taken = deletion("age-2");
        assertThat(taken.statusCode()).isEqualTo(202);
        String id = JSON.readTree(taken.body()).path("id").asText();
        await().atMost(ofSeconds(40))
                .until(() -> hub.get("/api/v1/deletions/" + id)
                        .path("state")
                        .asText()
                        .equals("done"));
        JsonNode receipt = hub.get("/api/v1/deletions/" + id);
        assertThat(receipt.at("/deleted/hot.telemetry").asInt()).isEqualTo(11 * A_DAY);
        assertThat(receipt.at("/deleted/cold.telemetry").asInt()).isEqualTo(11 * A_DAY);
        assertThat(receipt.at("/deleted/cold.raw_frame").asInt()).isPositive();
        assertThat(receipt.path("deleted").has("warm.analytics.product_hour.recomputed"))
                .isTrue();
        assertThat(receipt.path("hash").asText()).hasSize(64);
        assertThat(numbers("age-2")).isEmpty();
        assertThat(inCold()).isEqualTo(11L * A_DAY);
        assertThat(hub.callAs("customer", "GET", "/api/v1/deletions", "").statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> deletion(String device) throws Exception {
        return hub.call(
                "POST",
                "/api/v1/deletions",
                "{\"kind\":\"device\",\"subject\":\"" + device + "\",\"reason\":\"asked for\"}");
    }

    @Test
    void whatHappensToAnAlarmAndAnOrderIsReadFromHistoryByItsCustomerToo() throws Exception {
        hub.call("POST", "/api/v1/devices", "{\"device_id\":\"age-3\",\"productId\":\"prod-a\"}");
        hub.ingest("age-3", "json", "{\"data\":{\"metrics\":{\"tempC\":99}}}");
        hub.call("POST", "/api/v1/devices/age-3/commands", "{\"command\":\"restart-fan\"}");

        await().atMost(ofSeconds(30)).untilAsserted(() -> {
            assertThat(hub.get("/api/v1/history/alarms?device=age-3")
                            .path("items")
                            .findValuesAsText("kind"))
                    .contains("transition");
            assertThat(hub.get("/api/v1/history/commands?device=age-3")
                            .path("items")
                            .findValuesAsText("kind"))
                    .contains("command");
        });
        assertThat(hub.callAs("customer", "GET", "/api/v1/history/alarms?device=age-3", "")
                        .body())
                .isEqualTo("{\"items\":[]}");
    }
}
