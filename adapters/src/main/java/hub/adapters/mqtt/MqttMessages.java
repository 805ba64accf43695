package hub.adapters.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import hub.contract.RejectedMessage;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Turns what the broker hands over into frames: the topic says who speaks, about what, and in which format. */
public final class MqttMessages {

    private static final String ECHO = "control_request";
    private static final Set<String> ANSWERED = Set.of("upload_request", "upload_complete");
    private static final String RESULT = "control_result";
    private static final String CLAIMS = "/provision/";

    private final Clock clock;

    public MqttMessages(Clock clock) {
        this.clock = clock;
    }

    /**
     * One message as a list of one frame, without what its MQTT 5 properties say.
     *
     * @throws RejectedMessage with reason {@code unknown-topic} when the topic follows no grammar
     */
    public List<RawFrame> read(String topic, byte[] body) throws RejectedMessage {
        return read(topic, body, null);
    }

    /**
     * One message as a list of one frame; none for the hub's own requests and answers, which its subscription brings back, and
     * for reserved topics ({@code $aws/...}), which other routes take: some brokers let {@code #} match them. Nor for claims of
     * an identity: they carry a secret that must not be stored.
     *
     * @param properties of MQTT 5, whose correlation data names the execution a control_result is of; null when there are none
     * @throws RejectedMessage with reason {@code unknown-topic} when the topic follows no grammar
     */
    public List<RawFrame> read(String topic, byte[] body, MqttProperties properties) throws RejectedMessage {
        if (topic.startsWith("$") || topic.startsWith(CLAIMS)) {
            return List.of();
        }
        TopicAddress address = TopicAddress.parse(topic)
                .orElseThrow(
                        () -> new RejectedMessage(
                                "unknown-topic",
                                "topic",
                                "topic '" + topic
                                        + "' follows no grammar; use iotlink/{dev|stg|prd}/{hub_id}/{device_id}/"
                                        + "{periodic|event|tcp}/{pub|sub}/{role}/{json|bin|csv} or devices/{hub_id}/{device_id}/telemetry"));
        boolean answer = address.direction().equals("sub") && ANSWERED.contains(address.role());
        if (address.role().equals(ECHO) || answer) {
            return List.of();
        }
        boolean named = address.role().equals(RESULT) && properties != null && properties.getCorrelationData() != null;
        return List.of(new RawFrame(
                StreamPosition.NONE,
                address.deviceId(),
                address.forwardingHub(),
                "",
                "mqtt",
                named ? topic + "?execution=" + new String(properties.getCorrelationData(), UTF_8) : topic,
                formatOf(address, body),
                address.role(),
                clock.millis(),
                TraceId.next(),
                body));
    }

    /** The answer of a device that speaks AWS IoT Commands as a control_result; the topic names the execution. */
    public List<RawFrame> commandResponse(String topic, byte[] body) {
        return List.of(new RawFrame(
                StreamPosition.NONE,
                topic.split("/")[3],
                "",
                "",
                "mqtt",
                topic,
                "json",
                RESULT,
                clock.millis(),
                TraceId.next(),
                body));
    }

    /** A body under {@code bin} is either the JSON envelope with {@code data.bin} or the raw bytes themselves. */
    private static String formatOf(TopicAddress address, byte[] body) {
        if (!address.format().equals("bin")) {
            return address.format();
        }
        boolean envelope = body.length > 1 && body[0] == '{' && body[body.length - 1] == '}';
        return envelope ? "json" : "hex";
    }
}
