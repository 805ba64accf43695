package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one connected client may send and receive. */
final class TopicPermission implements PublishAuthorizer, SubscriptionAuthorizer {
    private static final Logger LOG = LoggerFactory.getLogger(TopicPermission.class);
    private static final String SHARED = "$share/";

    private final MqttAccess access;
    private final String user;

    TopicPermission(MqttAccess access, String user) {
        this.access = access;
        this.user = user;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        var topic = input.getPublishPacket().getTopic();
        if (allowed(() -> access.mayPublish(user, topic), topic)) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, user + " may not send to " + topic);
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        var filter = withoutGroup(input.getSubscription().getTopicFilter());
        if (allowed(() -> access.maySubscribe(user, filter), filter)) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, user + " may not receive " + filter);
        }
    }

    private boolean allowed(BooleanSupplier answer, String topic) {
        try {
            return answer.getAsBoolean();
        } catch (RuntimeException problem) {
            LOG.error("Cannot tell whether {} may use the topic {}; it is refused", user, topic, problem);
            return false;
        }
    }

    private static String withoutGroup(String filter) {
        return filter.startsWith(SHARED) ? filter.substring(filter.indexOf('/', SHARED.length()) + 1) : filter;
    }
}
