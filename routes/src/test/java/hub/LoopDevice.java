package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A fan-cooled cabinet on the broker: it says how hot it is, hears orders and jobs, and answers as the test tells it. */
final class LoopDevice implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final Mqtt5AsyncClient client;
    private final BlockingQueue<JsonNode> orders = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> jobs = new LinkedBlockingQueue<>();

    private LoopDevice(String id, Mqtt5AsyncClient client) {
        this.id = id;
        this.client = client;
    }

    static LoopDevice connect(TestingHub hub, String id) throws Exception {
        assertThat(hub.call(
                                "POST",
                                "/api/v1/devices",
                                "{\"device_id\":\"" + id + "\",\"productId\":\"fan-demo\",\"site_id\":\"site-1\"}")
                        .statusCode())
                .isEqualTo(201);
        Mqtt5AsyncClient client = Mqtt5Client.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(hub.ports.mqtt())
                .simpleAuth()
                .username(id)
                .password("demo".getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync();
        client.connect().get(20, TimeUnit.SECONDS);
        LoopDevice device = new LoopDevice(id, client);
        device.listen("iotlink/dev/nohub/" + id + "/event/pub/control_request/json", device.orders);
        device.listen("$aws/things/" + id + "/jobs/notify-next", device.jobs);
        return device;
    }

    String id() {
        return id;
    }

    void measures(double tempC) throws Exception {
        say("iotlink/dev/nohub/" + id + "/periodic/pub/telemetry/json", "{'data':{'metrics':{'tempC':" + tempC + "}}}");
    }

    /** The next order the hub gives, within half a minute. */
    JsonNode order() throws InterruptedException {
        JsonNode order = orders.poll(30, TimeUnit.SECONDS);
        assertThat(order).as("an order for " + id).isNotNull();
        return order;
    }

    void answers(JsonNode order, String status) throws Exception {
        say(
                "iotlink/dev/nohub/" + id + "/event/pub/control_result/json",
                "{'executionId':'" + order.path("executionId").asText() + "','status':'" + status + "'}");
    }

    /** The id of the next job, within half a minute. */
    String job() throws InterruptedException {
        while (true) {
            JsonNode notice = jobs.poll(30, TimeUnit.SECONDS);
            assertThat(notice).as("a job for " + id).isNotNull();
            String job = notice.path("execution").path("jobId").asText();
            if (!job.isEmpty()) {
                return job;
            }
        }
    }

    void endsJob(String job, String status) throws Exception {
        say("$aws/things/" + id + "/jobs/start-next", "{}");
        say("$aws/things/" + id + "/jobs/" + job + "/update", "{'status':'" + status + "'}");
    }

    private void say(String topic, String body) throws Exception {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .send()
                .get(20, TimeUnit.SECONDS);
    }

    private void listen(String topic, BlockingQueue<JsonNode> heard) throws Exception {
        client.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> heard.add(read(message)))
                .send()
                .get(20, TimeUnit.SECONDS);
    }

    private static JsonNode read(Mqtt5Publish message) {
        try {
            return JSON.readTree(message.getPayloadAsBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
