package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs share one stream, and one of them is killed: each alarm, order, notice and visit happens once all the same. */
@Tag("own-hub")
class TwoHubsJourneyTest {
    private static final int DEVICES = 12;

    @TempDir
    Path folder;

    @Test
    void whatTwoHubsDoTogetherHappensOnce() throws Exception {
        try (TestingServices services = TestingServices.start(folder);
                HubProcess one = HubProcess.begin(folder, "one", services.settings())) {
            one.awaitHealthy();
            try (HubProcess other = HubProcess.begin(folder, "other", services.settings())) {
                other.awaitHealthy();
                for (int number = 0; number < 2 * DEVICES; number++) {
                    String device =
                            "{\"device_id\":\"two-" + number + "\",\"productId\":\"fan-demo\",\"site_id\":\"site-1\"}";
                    one.request("POST", "/api/v1/devices", device);
                }
                await().atMost(ofSeconds(90))
                        .untilAsserted(() -> assertThat(other.get("/api/v1/devices/two-" + (2 * DEVICES - 1))
                                        .path("productId")
                                        .asText())
                                .isEqualTo("fan-demo"));
                for (int number = 0; number < DEVICES; number++) {
                    hot(number % 2 == 0 ? one : other, number);
                }
                await().atMost(ofSeconds(30))
                        .untilAsserted(() -> assertThat(alarms(one)).hasSize(DEVICES));
                for (int number = DEVICES; number < 2 * DEVICES; number++) {
                    hot(number % 2 == 0 ? one : other, number);
                }
                other.kill();
            }
            await().atMost(ofSeconds(60))
                    .untilAsserted(() -> assertThat(alarms(one)).hasSize(2 * DEVICES));
            await().atMost(ofSeconds(120)).untilAsserted(() -> {
                assertThat(count(services, "select count(*) from service.work_order where device_id like 'two-%'"))
                        .isEqualTo(2 * DEVICES);
            });
            assertThat(alarms(one))
                    .allSatisfy((device, found) -> assertThat(found).hasSize(1));
            assertThat(count(services, doubled("service.command_execution", "alarm_id, name")))
                    .isZero();
            assertThat(
                            count(
                                    services,
                                    "select count(*) from (select 1 from service.work_order group by device_id having count(*) > 1) doubled"))
                    .isZero();
            assertThat(count(services, doubled("service.notice", "alarm_id, template, target")))
                    .isZero();
        }
    }

    private static void hot(HubProcess hub, int number) throws Exception {
        assertThat(hub.ingest("two-" + number, "{\"data\":{\"metrics\":{\"tempC\":92,\"rpm\":90}}}")
                        .statusCode())
                .isEqualTo(202);
    }

    private static TreeMap<String, List<String>> alarms(HubProcess hub) throws Exception {
        TreeMap<String, List<String>> byDevice = new TreeMap<>();
        for (JsonNode alarm :
                hub.get("/api/v1/alarms?product=fan-demo&limit=1000").path("items")) {
            if (alarm.path("ruleId").asText().equals("overheated-fan-demo")) {
                byDevice.computeIfAbsent(alarm.path("device_id").asText(), device -> new ArrayList<>())
                        .add(alarm.path("id").asText());
            }
        }
        return byDevice;
    }

    private static String doubled(String table, String key) {
        return "select count(*) from (select 1 from " + table + " where alarm_id <> '' group by " + key
                + " having count(*) > 1) doubled";
    }

    private static long count(TestingServices services, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        services.warm().jdbcUrl(),
                        services.warm().user(),
                        services.warm().password());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
