package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Lets each connection have ten unanswered shadow requests under way; the next is answered 429 at once and goes no further.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html">Device Shadow errors</a>
 */
final class ShadowWindow {

    private static final int MOST = 10;

    /** A request without an answer, such as one that was lost with the hub, counts no longer than this. */
    private static final long FORGOTTEN = Duration.ofSeconds(30).toNanos();

    private static final Pattern REQUEST =
            Pattern.compile("\\$aws/things/[^/]+/shadow/(name/[^/]+/)?(get|update|delete)");
    private static final Pattern LISTENS = Pattern.compile("\\$aws/things/[^/]+/(#|shadow/.*)");
    private static final Pattern ANSWER = Pattern.compile("(" + REQUEST.pattern() + ")/(accepted|rejected)");
    private static final Pattern TOKEN = Pattern.compile("\"clientToken\"\\s*:\\s*\"([\\w.:@-]{1,64})\"");

    private final Map<String, Deque<Asked>> asked = new ConcurrentHashMap<>();

    /** One request under way. */
    private record Asked(Line line, long at) {}

    /** Counts for a connection from its first subscription to answers on; who does not listen is not told either. */
    void watch(ClientContext client) {
        client.addSubscribeInboundInterceptor(new Line(client)::subscribes);
    }

    /** Told of everything the hub publishes. */
    void answered(String topic) {
        if (topic.startsWith("$aws/things/") && ANSWER.matcher(topic).matches()) {
            asked.computeIfPresent(topic.substring(0, topic.lastIndexOf('/')), (request, waiting) -> {
                Asked first = waiting.pollFirst();
                if (first != null) {
                    first.line().underWay.remove(first);
                }
                return waiting.isEmpty() ? null : waiting;
            });
        }
    }

    private void refuse(PublishPacket request) {
        String body = request.getPayload()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
                .orElse("");
        var token = TOKEN.matcher(body);
        String echo = token.find() ? ",\"clientToken\":\"" + token.group(1) + "\"" : "";
        String answer = "{\"code\":429,\"message\":\"Too many requests: more than " + MOST
                + " are under way on this connection\",\"timestamp\":" + System.currentTimeMillis() / 1000 + echo + "}";
        Services.publishService()
                .publish(Builders.publish()
                        .topic(request.getTopic() + "/rejected")
                        .qos(Qos.AT_LEAST_ONCE)
                        .payload(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)))
                        .build());
    }

    /** One connection. */
    private final class Line implements PublishInboundInterceptor {
        private final ClientContext client;
        private final AtomicBoolean counting = new AtomicBoolean();
        private final Deque<Asked> underWay = new ConcurrentLinkedDeque<>();

        Line(ClientContext client) {
            this.client = client;
        }

        void subscribes(SubscribeInboundInput input, SubscribeInboundOutput output) {
            boolean listens = input.getSubscribePacket().getSubscriptions().stream()
                    .anyMatch(each -> LISTENS.matcher(each.getTopicFilter()).matches());
            if (listens && counting.compareAndSet(false, true)) {
                client.addPublishInboundInterceptor(this);
            }
        }

        @Override
        public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
            String topic = input.getPublishPacket().getTopic();
            if (!topic.startsWith("$aws/things/") || !REQUEST.matcher(topic).matches()) {
                return;
            }
            long now = System.nanoTime();
            underWay.removeIf(each -> now - each.at() > FORGOTTEN);
            if (underWay.size() >= MOST) {
                output.preventPublishDelivery();
                refuse(input.getPublishPacket());
                return;
            }
            Asked request = new Asked(this, now);
            underWay.add(request);
            asked.compute(topic, (key, before) -> {
                Deque<Asked> waiting = before == null ? new ConcurrentLinkedDeque<>() : before;
                waiting.removeIf(each -> now - each.at() > FORGOTTEN);
                waiting.add(request);
                return waiting;
            });
        }
    }
}
