package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscription;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * ThingsBoard's firmware topics {@code v2/fw/...} mean the device of the connection. Inside they stand below the device's own
 * reserved topics, so that the usual permissions hold and no device hears another's chunks.
 */
final class SessionTopics {

    private static final String OUTSIDE = "v2/fw/";

    private final String inside;
    private final ClientContext client;
    private final AtomicBoolean translating = new AtomicBoolean();

    private SessionTopics(String user, ClientContext client) {
        this.inside = "$aws/things/" + user + "/" + OUTSIDE;
        this.client = client;
    }

    /** Translates for a device from its first subscription to such a topic on; other devices pay nothing. */
    static void watch(String user, ClientContext client) {
        client.addSubscribeInboundInterceptor(new SessionTopics(user, client)::subscribes);
    }

    private void subscribes(SubscribeInboundInput input, SubscribeInboundOutput output) {
        for (ModifiableSubscription subscription : output.getSubscribePacket().getSubscriptions()) {
            if (subscription.getTopicFilter().startsWith(OUTSIDE)) {
                subscription.setTopicFilter(inward(subscription.getTopicFilter()));
                if (translating.compareAndSet(false, true)) {
                    client.addPublishInboundInterceptor(this::speaks);
                    client.addPublishOutboundInterceptor(this::hears);
                }
            }
        }
    }

    private void speaks(PublishInboundInput input, PublishInboundOutput output) {
        String topic = input.getPublishPacket().getTopic();
        if (topic.startsWith(OUTSIDE)) {
            output.getPublishPacket().setTopic(inward(topic));
        }
    }

    private void hears(PublishOutboundInput input, PublishOutboundOutput output) {
        String topic = input.getPublishPacket().getTopic();
        if (topic.startsWith(inside)) {
            output.getPublishPacket().setTopic(OUTSIDE + topic.substring(inside.length()));
        }
    }

    private String inward(String topic) {
        return inside + topic.substring(OUTSIDE.length());
    }
}
