package hub.adapters.mqtt;

import hub.contract.RejectedMessage;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.time.Clock;
import java.util.List;

/** Turns what the broker hands over into frames: the topic says who speaks, about what, and in which format. */
public final class MqttMessages {

    private final Clock clock;

    public MqttMessages(Clock clock) {
        this.clock = clock;
    }

    /**
     * One message as a list of one frame.
     *
     * @throws RejectedMessage with reason {@code unknown-topic} when the topic follows no grammar
     */
    public List<RawFrame> read(String topic, byte[] body) throws RejectedMessage {
        TopicAddress address = TopicAddress.parse(topic)
                .orElseThrow(
                        () -> new RejectedMessage(
                                "unknown-topic",
                                "topic",
                                "topic '" + topic
                                        + "' follows no grammar; use iotlink/{dev|stg|prd}/{hub_id}/{device_id}/"
                                        + "{periodic|event|tcp}/{pub|sub}/{role}/{json|bin|csv} or devices/{hub_id}/{device_id}/telemetry"));
        return List.of(new RawFrame(
                StreamPosition.NONE,
                address.deviceId(),
                address.forwardingHub(),
                "",
                "mqtt",
                topic,
                formatOf(address, body),
                address.role(),
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
