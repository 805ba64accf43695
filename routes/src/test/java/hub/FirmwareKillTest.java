package hub;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Version 2 breaks three of ten of a thousand devices, and the hub's process is killed twice: in the middle of the first wave
 * and in the middle of the way back. The rollout stops at its threshold all the same, and every device ends on version 1.
 */
@Tag("own-hub")
@Tag("long")
class FirmwareKillTest {

    private static final int DEVICES = 1000;

    @TempDir
    Path folder;

    private final List<HubProcess> hubs = new ArrayList<>();
    private TestingServices services;

    @Test
    void everyDeviceEndsOnItsLastGoodVersionAlthoughTheHubIsKilledTwice() throws Exception {
        services = TestingServices.start(folder);
        try (FirmwareFleet fleet = FirmwareFleet.connect(DEVICES, services.mqtt())) {
            HubProcess first = startHub();
            prepare(first, fleet);
            brings(first, "v1", "1.0.0", fleet);
            say("all are told version 1");
            await().atMost(ofMinutes(3)).until(() -> state(first, "v1").equals("COMPLETED"));
            assertThat(fleet.runs)
                    .hasSize(DEVICES)
                    .allSatisfy((device, version) -> assertThat(version).isEqualTo("1.0.0"));

            fleet.holdAfter(5);
            brings(first, "v2", FirmwareFleet.BAD, fleet);
            await().atMost(ofSeconds(60)).until(() -> count("IN_PROGRESS", "v2") >= 40);
            first.kill();
            say("killed in the wave: " + counters("v2"));

            HubProcess second = startHub();
            fleet.holdAfter(45 + 10);
            await().atMost(ofSeconds(60)).until(() -> state(second, "v2").equals("CANCELED"));
            await().atMost(ofSeconds(60)).until(() -> count("IN_PROGRESS", "v2-back-%") >= 10);
            second.kill();
            say("killed on the way back: " + counters("v2-back-%"));

            HubProcess third = startHub();
            fleet.goOn();
            await().atMost(ofMinutes(4)).until(this::nothingIsOpen);
            JsonNode job = third.get("/api/v1/firmware/jobs/v2");
            say("at the end: " + job.path("counters") + " " + job.path("comment") + "; back: " + counters("v2-back-%"));
            assertThat(job.path("reasonCode").asText()).isEqualTo("TOO_MANY_FAILURES");
            assertThat(job.path("wave").asInt()).isEqualTo(1);
            assertThat(fleet.runs)
                    .allSatisfy((device, version) -> assertThat(version).isEqualTo("1.0.0"));
            assertThat(number("select count(*) from service.device_firmware where current_version = '1.0.0'"
                            + " and last_good_version = '1.0.0' and thing like 'wave-%'"))
                    .isEqualTo(DEVICES);
        } finally {
            for (HubProcess hub : hubs) {
                hub.close();
            }
            services.close();
        }
    }

    private HubProcess startHub() throws Exception {
        List<String> settings = new ArrayList<>(services.settings());
        settings.add("--hub.firmware.directory=" + folder.resolve("firmware"));
        HubProcess hub = HubProcess.begin(folder, "hub-" + hubs.size(), settings);
        hubs.add(hub);
        hub.awaitHealthy();
        return hub;
    }

    private static void prepare(HubProcess hub, FirmwareFleet fleet) throws Exception {
        for (String device : fleet.names()) {
            hub.request("POST", "/api/v1/devices", "{\"device_id\":\"" + device + "\",\"productId\":\"prod-a\"}");
        }
        for (String version : List.of("1.0.0", FirmwareFleet.BAD)) {
            HttpResponse<String> answer = hub.request(
                    "POST",
                    "/api/v1/firmware/packages?product=prod-a&version=" + version,
                    "the firmware of version " + version);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }

    private static void brings(HubProcess hub, String job, String version, FirmwareFleet fleet) throws Exception {
        String devices = "\"" + String.join("\",\"", fleet.names()) + "\"";
        assertThat(hub.request(
                                "POST",
                                "/api/v1/firmware/jobs",
                                "{\"id\":\"" + job + "\",\"packageId\":\"prod-a-" + version
                                        + "\",\"targets\":{\"devices\":[" + devices + "]}}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static String state(HubProcess hub, String job) throws Exception {
        return hub.get("/api/v1/firmware/jobs/" + job).path("state").asText();
    }

    private boolean nothingIsOpen() throws Exception {
        return number("select (select count(*) from service.firmware_execution where status in"
                        + " ('WAITING', 'QUEUED', 'IN_PROGRESS') or due_at is not null)"
                        + " + (select count(*) from service.firmware_job where due_at is not null)"
                        + " + (select count(*) from service.firmware_message)")
                == 0;
    }

    private long count(String status, String job) throws Exception {
        return number("select count(*) from service.firmware_execution where status = '" + status
                + "' and job_id like '" + job + "'");
    }

    private String counters(String job) throws Exception {
        return text("select string_agg(status || ' ' || number, ', ') from (select status, count(*) as number from"
                + " service.firmware_execution where job_id like '" + job + "' group by status) counted");
    }

    private long number(String query) throws Exception {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        services.warm().jdbcUrl(),
                        services.warm().user(),
                        services.warm().password());
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void say(String what) {
        System.out.println("firmware wave: " + what);
    }
}
