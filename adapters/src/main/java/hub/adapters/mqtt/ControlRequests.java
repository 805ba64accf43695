package hub.adapters.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.Command;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Says a command in the words of MQTT: the control_request of a device, and where it is to answer. */
public final class ControlRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String environment;
    private final String direction;
    private final Predicate<String> isHub;
    private final Clock clock;

    /**
     * @param environment {@code dev}, {@code stg} or {@code prd}
     * @param direction {@code pub}, or {@code sub} for devices that expect what comes to them there
     * @param isHub whether a device is a hub, whose own topics name it twice
     */
    public ControlRequests(String environment, String direction, Predicate<String> isHub, Clock clock) {
        this.environment = environment;
        this.direction = direction;
        this.isHub = isHub;
        this.clock = clock;
    }

    /**
     * One message to be published.
     *
     * @param topic where
     * @param body JSON
     * @param properties of MQTT 5
     */
    public record Publication(String topic, byte[] body, MqttProperties properties) {}

    /**
     * The request as {@code iotlink/{env}/{hub}/{device}/event/{direction}/control_request/json}, and the same under the
     * topic of AWS IoT Commands.
     *
     * @param hubId the hub the device stands behind, or empty
     */
    public List<Publication> publications(Command command, String hubId, int attempt, Instant deadline)
            throws JsonProcessingException {
        String base = base(command, hubId);
        byte[] body = body(command, attempt, deadline);
        return List.of(
                new Publication(base + direction + "/control_request/json", body, properties(command, base)),
                new Publication(commandsTopic(command) + "/request/json", body, properties(command, base)));
    }

    private static String commandsTopic(Command command) {
        return "$aws/commands/things/" + command.deviceId() + "/executions/" + command.executionId();
    }

    private byte[] body(Command command, int attempt, Instant deadline) throws JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("executionId", command.executionId());
        body.put("command", command.name());
        body.put("parameters", command.parameters());
        body.put("timeoutSeconds", Math.max(1, command.timeout().toSeconds()));
        body.put("attempt", attempt);
        body.put("hub_timestamp", clock.millis());
        body.put("deadline", deadline.toEpochMilli());
        return JSON.writeValueAsBytes(body);
    }

    /** Where to answer and the execution id to give back; the broker forgets a request that nobody took in time. */
    private static MqttProperties properties(Command command, String base) {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(base + "pub/control_result/json");
        properties.setCorrelationData(command.executionId().getBytes(StandardCharsets.UTF_8));
        properties.setMessageExpiryInterval(Math.max(1, command.timeout().toSeconds()));
        return properties;
    }

    private String base(Command command, String hubId) {
        String device = command.deviceId();
        String hub = !hubId.isEmpty() ? hubId : isHub.test(device) ? device : TopicAddress.NO_HUB;
        return "iotlink/" + environment + "/" + hub + "/" + device + "/event/";
    }
}
