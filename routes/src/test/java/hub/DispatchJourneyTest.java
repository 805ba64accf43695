package hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.DispatchOrder;
import hub.message.Severity;
import hub.message.VisitResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A technician's day with a whole hub: sent, on the way, done with a photo, and believed only when fresh data agrees. */
class DispatchJourneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "/api/v1/dispatch-orders/";
    private static final byte[] PHOTO = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
    };

    private static TestingHub hub;
    private static ProducerTemplate routes;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void startHub() {
        hub = TestingHub.shared();
        routes = hub.bean(CamelContext.class).createProducerTemplate();
    }

    @AfterAll
    static void stop() throws Exception {
        routes.close();
    }

    @Test
    void aTechnicianRepairsWithAPhotoAndAGoodVerdictClosesTheCase() throws Exception {
        send("journey-1", "demo-1");

        JsonNode order = read("technician", "journey-1");
        assertThat(order.path("technician").asText()).isEqualTo("t-1");
        assertThat(order.path("site").path("name").asText()).isEqualTo("Hanbit plant, Ansan");
        assertThat(order.path("customer").path("name").asText()).isEqualTo("Hanbit Foods");
        assertThat(order.path("assignment").path("text").asText()).contains("skill fan 30, same territory 20");
        step("journey-1", "accept", "{}");
        step("journey-1", "enroute", "{}");
        refused(409, "journey-1", "complete", report("[]"), "to complete it must be started");
        step("journey-1", "schedule", "{}", 409);
        start("journey-1");
        refused(400, "journey-1", "complete", report("[\"forged\"]"), "no such upload of yours");
        refused(400, "journey-1", "complete", "{\"end\":\"" + Instant.now() + "\"}", "missing: resolutionCode");
        String photo = photo();
        step("journey-1", "complete", report("[\"" + photo + "\"]"));

        JsonNode done = read("technician", "journey-1");
        assertThat(done.path("stage").asText()).isEqualTo("completed");
        assertThat(done.path("caseState").asText()).isEqualTo("open");
        assertThat(done.path("photos").get(0).asText()).isEqualTo(photo);
        assertThat(done.path("history").findValuesAsText("to"))
                .contains("new", "confirmed", "requested", "assigned", "enroute", "started", "completed");
        await().atMost(ofSeconds(15)).untilAsserted(() -> assertThat(untold()).isZero());
        verdict("journey-1", "demo-1", true);
        assertThat(read("customer", "journey-1").path("caseState").asText()).isEqualTo("closed");
        JsonNode report = hub.get("/api/v1/reports/service?from=2020-01-01T00:00:00Z&to=2040-01-01T00:00:00Z");
        assertThat(report.path("timeToRepair").path("count").asInt()).isPositive();
        assertThat(report.path("deadlineKept").asDouble()).isPositive();
    }

    @Test
    void aBadVerdictSendsSomebodyAgainWithTheHistory() throws Exception {
        send("journey-2", "demo-2");
        step("journey-2", "accept", "{}");
        step("journey-2", "enroute", "{}");
        start("journey-2");
        step("journey-2", "complete", report("[]"));

        verdict("journey-2", "demo-2", false);

        JsonNode again = read("service", "journey-2-2");
        assertThat(again.path("stage").asText()).isEqualTo("assigned");
        assertThat(again.path("visits")).hasSize(2);
        assertThat(again.path("evidence").path("verdict").asText()).isEqualTo("still too hot");
    }

    @Test
    void everyoneSeesAndDoesOnlyWhatIsHis() throws Exception {
        send("journey-3", "child-01");
        assertThat(hub.callAs("service", "POST", ORDERS + "journey-3/assign", "{\"technician\":\"t-2\",\"force\":true}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(status("technician", "GET", ORDERS + "journey-3", "")).isEqualTo(404);
        assertThat(status("technician", "POST", ORDERS + "journey-3/accept", "{}"))
                .isEqualTo(404);
        assertThat(status("customer", "GET", ORDERS + "journey-3", ""))
                .as("the site belongs to another customer")
                .isEqualTo(404);
        assertThat(status("lab", "GET", ORDERS + "journey-3", "")).isEqualTo(403);
        assertThat(status("customer", "POST", ORDERS + "journey-3/accept", "{}"))
                .isEqualTo(403);
        assertThat(status("technician", "PUT", "/api/v1/technicians/t-1/schedule", "{}"))
                .isEqualTo(403);
        assertThat(status("service", "GET", ORDERS + "journey-3", "")).isEqualTo(200);
        String list = hub.callAs("technician", "GET", "/api/v1/dispatch-orders?mine=true", "")
                .body();
        assertThat(list).doesNotContain("journey-3");
    }

    @Test
    void aVisitAskedForByHandWaitsAsADraftUntilItIsConfirmed() throws Exception {
        String wish = "{\"device_id\":\"demo-4\",\"summary\":\"noisy\",\"draft\":true}";
        HttpResponse<String> created = hub.callAs("service", "POST", "/api/v1/dispatch-orders", wish);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = JSON.readTree(created.body()).path("id").asText();
        assertThat(JSON.readTree(created.body()).path("stage").asText()).isEqualTo("new");

        assertThat(status("service", "POST", ORDERS + id + "/confirm", "{}")).isEqualTo(200);

        assertThat(read("service", id).path("stage").asText()).isEqualTo("assigned");
        assertThat(status("service", "DELETE", ORDERS + id, "")).isEqualTo(409);
        assertThat(status("service", "POST", "/api/v1/dispatch-orders", wish.replace("demo-4", "nobody")))
                .isEqualTo(404);
    }

    @Test
    void aDeviceAsksForAnUploadOverMqttAndBringsItsPicture() throws Exception {
        String topic = "iotlink/dev/nohub/demo-5/event/";
        BlockingQueue<MqttMessage> answers = new LinkedBlockingQueue<>();
        MqttClient device = new MqttClient("tcp://127.0.0.1:" + hub.ports.mqtt(), "demo-5", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("demo-5");
        options.setPassword("demo".getBytes(UTF_8));
        device.connect(options);
        try {
            device.subscribe(
                    new MqttSubscription[] {new MqttSubscription(topic + "sub/#", 1)},
                    new IMqttMessageListener[] {(name, message) -> answers.add(message)});
            device.publish(
                    topic + "pub/upload_request/json",
                    ("{\"requestId\":\"r1\",\"purpose\":\"device-image\",\"filename\":\"a.jpg\",\"contentType\":"
                                    + "\"image/jpeg\",\"size\":" + PHOTO.length + "}")
                            .getBytes(UTF_8),
                    1,
                    false);
            JsonNode answer = answer(answers);
            assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("accepted");
            assertThat(put(answer)).isEqualTo(200);
            device.publish(
                    topic + "pub/upload_complete/json",
                    ("{\"id\":\"" + answer.path("id").asText() + "\"}").getBytes(UTF_8),
                    1,
                    false);
            assertThat(answer(answers).path("state").asText()).isEqualTo("complete");
            assertThat(status(
                            "customer",
                            "GET",
                            "/api/v1/uploads/" + answer.path("id").asText(),
                            ""))
                    .isEqualTo(200);
        } finally {
            device.disconnect();
            device.close();
        }
    }

    private static int untold() throws Exception {
        try (Connection connection = hub.bean(DataSource.class).getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from service.dispatch_outbox where attempts > 0 or kind <> 'live'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static JsonNode answer(BlockingQueue<MqttMessage> answers) throws Exception {
        MqttMessage message = answers.poll(15, TimeUnit.SECONDS);
        assertThat(message).as("an answer within 15 seconds").isNotNull();
        return JSON.readTree(message.getPayload());
    }

    private static void send(String id, String device) {
        routes.requestBody(
                "direct:dispatch-technician",
                new DispatchOrder(
                        id,
                        "alarm-" + id,
                        device,
                        "prod-a",
                        Severity.HIGH,
                        "too hot after two restarts",
                        Map.of("attempts", List.of("restart-fan", "restart-fan")),
                        "escalation",
                        Instant.now()));
    }

    private static void verdict(String id, String device, boolean good) {
        routes.requestBody(
                "direct:confirm-visit",
                new VisitResult(
                        id,
                        "alarm-" + id,
                        device,
                        "response",
                        good,
                        good ? "62 C since five minutes" : "still too hot",
                        Map.of(),
                        Instant.now()));
    }

    private static void start(String id) throws Exception {
        step(id, "start", "{}");
    }

    private static String report(String photos) {
        return "{\"end\":\"" + Instant.now() + "\",\"resolutionCode\":\"part-replaced\",\"resolutionText\":\"new fan\","
                + "\"parts\":[{\"number\":\"fan-12\",\"quantity\":1}],\"photos\":" + photos + "}";
    }

    private static String photo() throws Exception {
        HttpResponse<String> promised = hub.callAs(
                "technician",
                "POST",
                "/api/v1/uploads",
                "{\"purpose\":\"visit-photo\",\"filename\":\"fan.jpg\",\"contentType\":\"image/jpeg\",\"size\":"
                        + PHOTO.length + ",\"device_id\":\"demo-1\"}");
        assertThat(promised.statusCode()).as(promised.body()).isEqualTo(201);
        JsonNode upload = JSON.readTree(promised.body());
        String id = upload.path("id").asText();
        assertThat(status("technician", "POST", "/api/v1/uploads/" + id + "/complete", ""))
                .as("before it is brought")
                .isEqualTo(409);
        assertThat(put(upload)).isEqualTo(200);
        assertThat(status("technician", "POST", "/api/v1/uploads/" + id + "/complete", ""))
                .isEqualTo(200);
        return id;
    }

    private static int put(JsonNode upload) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(upload.path("url").asText()))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(PHOTO));
        upload.path("headers")
                .fields()
                .forEachRemaining(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static void step(String id, String step, String body) throws Exception {
        step(id, step, body, 200);
    }

    private static void step(String id, String step, String body, int expected) throws Exception {
        HttpResponse<String> answer = hub.callAs("technician", "POST", ORDERS + id + "/" + step, body);
        assertThat(answer.statusCode()).as(step + ": " + answer.body()).isEqualTo(expected);
    }

    private static void refused(int status, String id, String step, String body, String reason) throws Exception {
        JsonNode before = read("technician", id);
        HttpResponse<String> answer = hub.callAs("technician", "POST", ORDERS + id + "/" + step, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
        assertThat(read("technician", id)).isEqualTo(before);
    }

    private static JsonNode read(String user, String id) throws Exception {
        HttpResponse<String> answer = hub.callAs(user, "GET", ORDERS + id, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static int status(String user, String method, String path, String body) throws Exception {
        return hub.callAs(user, method, path, body).statusCode();
    }
}
