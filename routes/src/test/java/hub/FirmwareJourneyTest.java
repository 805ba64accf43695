package hub;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Firmware's way from an operator's upload to a device and back, with a real broker, store and HTTP. */
class FirmwareJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT = "the firmware of version 7";
    private static TestingHub hub;

    @BeforeAll
    static void startHub() throws Exception {
        hub = TestingHub.shared();
        assertThat(hub.call("POST", "/api/v1/firmware/packages?product=prod-a&version=7.0.0", CONTENT)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aDeviceIsToldDownloadsAndSucceeds() throws Exception {
        try (JobDevice device = new JobDevice("fw-good")) {
            job("walk-good", "fw-good", "");

            JsonNode told = device.hears("jobs/notify-next");
            assertThat(told.path("execution").path("jobId").asText()).isEqualTo("walk-good");
            device.says("start-next", "{\"clientToken\":\"c1\",\"stepTimeoutInMinutes\":5}");
            JsonNode begun = device.hears("jobs/start-next/accepted");
            assertThat(begun.path("clientToken").asText()).isEqualTo("c1");
            String url =
                    begun.path("execution").path("jobDocument").path("fw_url").asText();
            assertThat(get(url, "").body()).isEqualTo(CONTENT);
            HttpResponse<String> part = get(url, "bytes=4-11");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("firmware");
            assertThat(part.headers().firstValue("Content-Range")).contains("bytes 4-11/" + CONTENT.length());
            assertThat(get(url.replace("prod-a-7.0.0", "prod-a-8.0.0"), "").statusCode())
                    .isEqualTo(403);
            assertThat(device.fetches("v2/fw/", 1, 8)).isEqualTo("ware of ");
            assertThat(device.fetches("$aws/things/fw-good/firmware/", 0, 12)).isEqualTo("the firmware");
            device.says("walk-good/update", "{\"status\":\"SUCCEEDED\",\"expectedVersion\":2}");
            device.hears("jobs/walk-good/update/accepted");
            device.says("walk-good/update", "{\"status\":\"SUCCEEDED\"}");
            assertThat(device.hears("jobs/walk-good/update/rejected")
                            .path("code")
                            .asText())
                    .isEqualTo("InvalidStateTransition");
        }

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(state("walk-good")).isEqualTo("COMPLETED"));
        JsonNode firmware = hub.get("/api/v1/devices/fw-good/firmware");
        assertThat(firmware.path("currentVersion").asText()).isEqualTo("7.0.0");
        assertThat(firmware.path("lastGoodVersion").asText()).isEqualTo("7.0.0");
        assertThat(firmware.path("history").findValuesAsText("to")).contains("REFUSED", "SUCCEEDED", "IN_PROGRESS");
    }

    @Test
    void aFailureIsTriedAgainAndARejectionEndsTheJob() throws Exception {
        try (JobDevice device = new JobDevice("fw-bad")) {
            job("walk-bad", "fw-bad", ",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":1}]");

            device.hears("jobs/notify-next");
            device.says("walk-bad/update", "{\"status\":\"FAILED\"}");
            assertThat(device.hears("jobs/notify-next")
                            .path("execution")
                            .path("retryAttempt")
                            .asInt())
                    .isEqualTo(1);
            device.says("walk-bad/update", "{\"status\":\"REJECTED\"}");
            device.hears("jobs/walk-bad/update/accepted");
        }

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(state("walk-bad")).isEqualTo("CANCELED"));
    }

    @Test
    void theSameOverHttpWithTheDevicesOwnKey() throws Exception {
        register("fw-http");
        job("walk-http", "fw-http", "");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(JSON.readTree(
                                        thing("GET", "fw-http/jobs", "", "demo").body())
                                .path("queuedJobs"))
                        .hasSize(1));

        assertThat(thing("PUT", "fw-http/jobs/$next", "{}", "demo").statusCode())
                .isEqualTo(200);
        assertThat(thing("POST", "fw-http/jobs/walk-http", "{\"status\":\"FAILED\",\"expectedVersion\":9}", "demo")
                        .body())
                .contains("VersionMismatch");
        assertThat(thing("POST", "fw-http/jobs/walk-http", "{\"status\":\"SUCCEEDED\"}", "wrong")
                        .statusCode())
                .isIn(401, 403);
        assertThat(thing("POST", "fw-http/jobs/walk-http", "{\"status\":\"SUCCEEDED\"}", "demo")
                        .statusCode())
                .isEqualTo(200);
        assertThat(thing("GET", "fw-http/jobs/walk-http", "", "demo").statusCode())
                .isEqualTo(410);
    }

    @Test
    void aJobIsChangedDeletedAndNoLongerThere() throws Exception {
        register("fw-deleted");
        job("walk-deleted", "fw-deleted", ",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":2}]");
        String path = "/api/v1/firmware/jobs/walk-deleted";

        assertThat(hub.call("PUT", path, "{\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":0}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.call("PUT", path, "{\"packageId\":\"prod-a-8.0.0\"}").statusCode())
                .isEqualTo(400);
        assertThat(hub.call("DELETE", path, "").statusCode()).isEqualTo(409);
        assertThat(hub.call("DELETE", path + "?force=true", "").statusCode()).isEqualTo(202);

        await().atMost(ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(hub.call("GET", path, "").statusCode()).isEqualTo(404));
        assertThat(JSON.readTree(thing("GET", "fw-deleted/jobs", "", "demo").body())
                        .path("queuedJobs"))
                .isEmpty();
    }

    @Test
    void aReportUnderOtaStatusMovesTheJobOfItsDevice() throws Exception {
        register("fw-report");
        job("walk-report", "fw-report", "");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                hub.get("/api/v1/devices/fw-report/firmware").path("pending"))
                        .hasSize(1));

        hub.publish(
                "fw-report",
                "iotlink/dev/nohub/fw-report/event/pub/ota_status/json",
                "{\"data\":{\"fw_state\":\"UPDATED\"}}".getBytes(StandardCharsets.UTF_8));

        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(state("walk-report")).isEqualTo("COMPLETED"));
    }

    @Test
    void thePublicDeviceSdkWorksThroughItsJobs() throws Exception {
        register("fw-sdk");
        job("sdk-1-success", "fw-sdk", "");
        job("sdk-2-failure", "fw-sdk", ",\"retries\":[{\"failureType\":\"FAILED\",\"numberOfRetries\":1}]");
        job("sdk-3-rejection", "fw-sdk", "");
        job("sdk-4-silence", "fw-sdk", ",\"inProgressTimeoutInMinutes\":1");
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                hub.get("/api/v1/devices/fw-sdk/firmware").path("pending"))
                        .hasSize(4));

        String said = TestingDeviceSdk.run(
                "device-jobs.js", TestingHub.TLS_PORT, TestingHub.certificates().device("fw-sdk"), "fw-sdk");

        assertThat(said).contains("job sdk-1-success QUEUED 7.0.0");
        await().atMost(ofSeconds(10)).untilAsserted(() -> {
            assertThat(counters("sdk-1-success")).isEqualTo("{\"SUCCEEDED\":1}");
            assertThat(counters("sdk-2-failure")).isEqualTo("{\"FAILED\":1}");
            assertThat(counters("sdk-3-rejection")).isEqualTo("{\"REJECTED\":1}");
            assertThat(counters("sdk-4-silence")).isEqualTo("{\"IN_PROGRESS\":1}");
        });
        await().atMost(ofSeconds(90))
                .untilAsserted(() -> assertThat(counters("sdk-4-silence")).isEqualTo("{\"TIMED_OUT\":1}"));
    }

    @Test
    void whatIsWrongIsRefusedAtTheDoor() throws Exception {
        register("fw-forger");
        register("fw-victim");

        assertThat(hub.mayPublish("fw-forger", "$aws/things/fw-victim/jobs/j/update"))
                .isFalse();
        assertThat(hub.call(
                                "POST",
                                "/api/v1/firmware/packages?product=prod-a&version=9.0.0&sha256=" + "0".repeat(64),
                                CONTENT)
                        .statusCode())
                .isEqualTo(400);
        assertThat(hub.call("GET", "/api/v1/firmware/packages/prod-a-9.0.0", "").statusCode())
                .isEqualTo(404);
        assertThat(hub.call(
                                "POST",
                                "/api/v1/firmware/jobs",
                                "{\"packageId\":\"prod-a-7.0.0\",\"targets\":{\"devices\":[\"nobody\"]}}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static void job(String id, String device, String plan) throws Exception {
        HttpResponse<String> made = hub.call(
                "POST",
                "/api/v1/firmware/jobs",
                "{\"id\":\"" + id + "\",\"packageId\":\"prod-a-7.0.0\",\"targets\":{\"devices\":[\"" + device + "\"]}"
                        + plan + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private static String counters(String job) throws Exception {
        return hub.get("/api/v1/firmware/jobs/" + job).path("counters").toString();
    }

    private static String state(String job) throws Exception {
        return hub.get("/api/v1/firmware/jobs/" + job).path("state").asText();
    }

    private static void register(String device) throws Exception {
        assertThat(hub.call("POST", "/api/v1/devices", "{\"device_id\":\"" + device + "\",\"productId\":\"prod-a\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> get(String url, String range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> thing(String method, String path, String body, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + hub.ports.http() + "/things/" + path))
                .header("X-API-Key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A registered device that follows its jobs. */
    private static final class JobDevice implements AutoCloseable {

        private final String id;
        private final Mqtt5AsyncClient client;
        private final Queue<String[]> heard = new ConcurrentLinkedQueue<>();

        JobDevice(String id) throws Exception {
            this.id = id;
            register(id);
            client = Mqtt5Client.builder()
                    .identifier(id)
                    .serverHost("127.0.0.1")
                    .serverPort(hub.ports.mqtt())
                    .simpleAuth()
                    .username(id)
                    .password("demo".getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth()
                    .buildAsync();
            client.publishes(
                    MqttGlobalPublishFilter.ALL,
                    message -> heard.add(new String[] {
                        message.getTopic().toString(), new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)
                    }));
            client.connect().join();
            client.subscribeWith()
                    .topicFilter("$aws/things/" + id + "/jobs/#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send()
                    .join();
        }

        void says(String operation, String body) {
            client.publishWith()
                    .topic("$aws/things/" + id + "/jobs/" + operation)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(body.getBytes(StandardCharsets.UTF_8))
                    .send()
                    .join();
        }

        /** One chunk of the firmware, asked for below one of the two prefixes. */
        String fetches(String prefix, int chunk, int size) {
            client.subscribeWith()
                    .topicFilter(prefix + "response/+/chunk/+")
                    .send()
                    .join();
            client.publishWith()
                    .topic(prefix + "request/r1/chunk/" + chunk)
                    .payload(Integer.toString(size).getBytes(StandardCharsets.UTF_8))
                    .send()
                    .join();
            String topic = prefix + "response/r1/chunk/" + chunk;
            String[] message = await().alias("a chunk under " + topic)
                    .atMost(ofSeconds(10))
                    .until(() -> next(topic), each -> each != null);
            assertThat(message[0]).isEqualTo(topic);
            return message[1];
        }

        /** The next message under a topic that ends so; others are skipped. */
        JsonNode hears(String ending) throws Exception {
            String[] found = await().alias(id + " hears " + ending)
                    .atMost(ofSeconds(15))
                    .until(() -> next(ending), each -> each != null);
            return JSON.readTree(found[1]);
        }

        private String[] next(String ending) {
            for (String[] message = heard.poll(); message != null; message = heard.poll()) {
                if (message[0].endsWith(ending)) {
                    return message;
                }
            }
            return null;
        }

        @Override
        public void close() {
            client.disconnect().join();
        }
    }
}
