package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.console.page.ScreenFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every role's first story of the day in a real browser, at desktop and phone width, usable by everybody. */
class ScreensJourneyTest {

    private static final Path HOME = Path.of(System.getProperty("hub.home"));

    @Test
    void everyRoleDoesItsWorkOnItsScreens() throws Exception {
        assertThat(ScreenFiles.areBuilt())
                .as("the screens are built by `mvn verify` or ./hub test, with Node.js on this machine")
                .isTrue();
        TestingHub hub = TestingHub.shared();
        somethingToSee(hub);

        String shots = HOME.resolve("docs/generated/screens").toString();
        Path log = Files.createTempFile("screens", ".log");
        Process stories = new ProcessBuilder("node", "stories/run.mjs", "http://127.0.0.1:" + hub.ports.http(), shots)
                .directory(HOME.resolve("console/screens").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(stories.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String told = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(stories.exitValue()).as(told).isZero();
        assertThat(told.lines().filter(line -> line.startsWith("ok"))).hasSize(13);
    }

    /** A hot device, a device nobody knows, and two visits for the demo's technician. */
    private static void somethingToSee(TestingHub hub) throws Exception {
        assertThat(hub.sendTcp("demo-1", "0153")).isEqualTo(0x06);
        assertThat(hub.sendTcp("screens-unknown", "014E")).isEqualTo(0x06);
        for (String device : new String[] {"screens-1", "screens-2"}) {
            // Devices of its own: a visit to another test's device would join that device's open case.
            assertThat(hub.call(
                                    "POST",
                                    "/api/v1/devices",
                                    "{\"device_id\":\"" + device
                                            + "\",\"productId\":\"prod-a\",\"site_id\":\"site-1\"}")
                            .statusCode())
                    .isEqualTo(201);
            String order = hub.callAs(
                            "service",
                            "POST",
                            "/api/v1/dispatch-orders",
                            "{\"device_id\":\"" + device + "\",\"summary\":\"Screens story\",\"severity\":\"high\"}")
                    .body();
            String id = order.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            assertThat(hub.callAs(
                                    "service",
                                    "POST",
                                    "/api/v1/dispatch-orders/" + id + "/assign",
                                    "{\"technician\":\"t-1\",\"force\":true}")
                            .statusCode())
                    .as(order)
                    .isEqualTo(200);
        }
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/alarms?severity=high&device=demo-1")
                                .path("items")
                                .size())
                        .isPositive());
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/devices/demo-1/series?points=10&metric=tempC")
                                .at("/metrics/tempC/0/2")
                                .asDouble())
                        .isGreaterThanOrEqualTo(83));
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(hub.get("/api/v1/dead-letters?reason=unknown-device")
                                .path("items")
                                .size())
                        .isPositive());
    }
}
