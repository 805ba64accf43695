package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscription;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;

/**
 * The connection of a device without an identity: it comes as ThingsBoard's devices come, as user {@code provision} without a
 * password, and may only ask under {@code /provision/request} and hear its own answer under {@code /provision/response}.
 *
 * <p>Inside, both topics stand below a name made for this connection, so that no other hears the secret.
 */
final class ClaimSession implements PublishAuthorizer, SubscriptionAuthorizer {

    private static final String USER = "provision";
    private static final String ATTRIBUTE = "hub.claim";
    private static final String REQUEST = "/provision/request";
    private static final String RESPONSE = "/provision/response";

    private final String inside;

    private ClaimSession(String inside) {
        this.inside = inside;
    }

    static boolean isMeant(ConnectPacket packet) {
        return packet.getUserName().filter(USER::equals).isPresent()
                && packet.getPassword()
                        .filter(password -> password.hasRemaining())
                        .isEmpty();
    }

    /** Marks a connection that was let in to claim; the name carries where it comes from. */
    static void begin(ConnectionInformation connection) {
        String address =
                connection.getInetAddress().map(InetAddress::getHostAddress).orElse("unknown");
        connection
                .getConnectionAttributeStore()
                .putAsString(ATTRIBUTE, "$aws/provisioning/claims/" + address + "~" + UUID.randomUUID() + "/");
    }

    static Optional<ClaimSession> of(ConnectionInformation connection) {
        return connection.getConnectionAttributeStore().getAsString(ATTRIBUTE).map(ClaimSession::new);
    }

    /** Nothing of such a connection is kept for the next that takes its client id. */
    static void keepNothing(ConnectInboundInput input, ConnectInboundOutput output) {
        if (isMeant(output.getConnectPacket())) {
            output.getConnectPacket().setCleanStart(true);
            output.getConnectPacket().setSessionExpiryInterval(0);
        }
    }

    void translate(ClientContext client) {
        client.addSubscribeInboundInterceptor((input, output) -> {
            for (ModifiableSubscription each : output.getSubscribePacket().getSubscriptions()) {
                if (each.getTopicFilter().equals(RESPONSE)) {
                    each.setTopicFilter(inside + "response");
                }
            }
        });
        client.addPublishInboundInterceptor((input, output) -> {
            if (input.getPublishPacket().getTopic().equals(REQUEST)) {
                output.getPublishPacket().setTopic(inside + "request");
                output.getPublishPacket().setRetain(false);
            }
        });
        client.addPublishOutboundInterceptor(
                (input, output) -> output.getPublishPacket().setTopic(RESPONSE));
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        if (input.getPublishPacket().getTopic().equals(inside + "request")) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, "You may only send to " + REQUEST);
        }
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        if (input.getSubscription().getTopicFilter().equals(inside + "response")) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, "You may only receive " + RESPONSE);
        }
    }
}
