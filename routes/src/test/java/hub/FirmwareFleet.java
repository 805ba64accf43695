package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Devices that install what they are told, each over an MQTT connection of its own; what the hub does not answer they say
 * again. Three of ten are broken by version 2.0.0: two say so, one falls silent.
 */
final class FirmwareFleet implements AutoCloseable {

    static final String BAD = "2.0.0";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AGAIN_SECONDS = 5;

    final Map<String, String> runs = new ConcurrentHashMap<>();
    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final AtomicInteger mayWork = new AtomicInteger(Integer.MAX_VALUE);
    private final ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();

    /** Connects so many devices to a broker. */
    static FirmwareFleet connect(int number, int port) {
        FirmwareFleet fleet = new FirmwareFleet();
        IntStream.range(0, number).forEach(each -> fleet.devices.put(name(each), fleet.new Device(name(each))));
        fleet.devices.values().forEach(device -> device.connect(port));
        fleet.again.scheduleWithFixedDelay(
                () -> fleet.devices.values().forEach(Device::sayAgain), AGAIN_SECONDS, AGAIN_SECONDS, TimeUnit.SECONDS);
        return fleet;
    }

    static String name(int number) {
        return "wave-%04d".formatted(number);
    }

    List<String> names() {
        return devices.keySet().stream().sorted().toList();
    }

    /** From now on only so many installations may end; the others wait with theirs. */
    void holdAfter(int installations) {
        mayWork.set(installations);
    }

    void goOn() {
        mayWork.set(Integer.MAX_VALUE);
    }

    private static int kind(String name) {
        return Integer.parseInt(name.substring(5)) * 7 % 10;
    }

    private final class Device {

        private final String name;
        private Mqtt5AsyncClient client;
        private volatile String unanswered = "";
        private volatile byte[] words = new byte[0];
        private volatile JsonNode held;

        Device(String name) {
            this.name = name;
        }

        void connect(int port) {
            client = Mqtt5Client.builder()
                    .identifier(name)
                    .serverHost("127.0.0.1")
                    .serverPort(port)
                    .automaticReconnectWithDefaultConfig()
                    .buildAsync();
            client.connect().join();
            client.subscribeWith()
                    .topicFilter("$aws/things/" + name + "/jobs/#")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .callback(this::hear)
                    .send()
                    .join();
        }

        private void hear(Mqtt5Publish message) {
            String topic = message.getTopic().toString().replaceFirst(".*?/jobs/", "");
            JsonNode body = read(message.getPayloadAsBytes());
            if (topic.equals("notify-next") && body.has("execution")) {
                say("start-next", "{\"stepTimeoutInMinutes\":1}");
            } else if (topic.equals("start-next/accepted")) {
                answered("start-next");
                held = body.path("execution");
                work();
            } else if (topic.endsWith("/update/accepted") || topic.endsWith("/update/rejected")) {
                answered(topic.replaceFirst("/(accepted|rejected)$", ""));
            }
        }

        /** Installs what it was told, unless all of the fleet wait. */
        private synchronized void work() {
            JsonNode execution = held;
            if (execution == null || execution.isMissingNode() || mayWork.getAndDecrement() <= 0) {
                return;
            }
            held = null;
            String version = execution.path("jobDocument").path("fw_version").asText();
            boolean broken = version.equals(BAD) && kind(name) < 3;
            runs.put(name, broken ? "broken" : version);
            if (!broken || kind(name) < 2) {
                say(
                        execution.path("jobId").asText() + "/update",
                        broken ? "{\"status\":\"FAILED\"}" : "{\"status\":\"SUCCEEDED\"}");
            }
        }

        private void say(String operation, String body) {
            words = body.getBytes(StandardCharsets.UTF_8);
            unanswered = operation;
            client.publishWith()
                    .topic("$aws/things/" + name + "/jobs/" + operation)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(words)
                    .send();
        }

        private void answered(String operation) {
            if (unanswered.equals(operation)) {
                unanswered = "";
            }
        }

        void sayAgain() {
            String operation = unanswered;
            if (!operation.isEmpty()) {
                say(operation, new String(words, StandardCharsets.UTF_8));
            }
            work();
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        again.shutdownNow();
        devices.values().forEach(device -> device.client.disconnect());
    }
}
