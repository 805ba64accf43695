package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.parameter.AuthorizerProviderInput;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishOutboundOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** The broker's doorman: hands every connection, publication and subscription to those who decide. */
final class BrokerDoor implements ExtensionMain {
    private final MqttAccess access;
    private final HubAccount account;
    private final AtomicBoolean hubListens = new AtomicBoolean();
    private final LongAdder withheld = new LongAdder();
    private final ShadowWindow shadows = new ShadowWindow();
    private final ClientWatch watch;

    BrokerDoor(MqttAccess access, HubAccount account) {
        this.access = access;
        this.account = account;
        this.watch = new ClientWatch(access);
    }

    void sendAway(String user) {
        watch.sendAway(user);
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        var entry = new BrokerEntry(access, account, hubListens::get);
        Services.securityRegistry().setAuthenticatorProvider(provider -> entry);
        Services.securityRegistry().setAuthorizerProvider(this::authorizer);
        Services.eventRegistry().setClientLifecycleEventListener(client -> watch);
        Services.initializerRegistry().setClientInitializer(this::watchClient);
        Services.interceptorRegistry().setConnectInboundInterceptorProvider(provider -> ClaimSession::keepNothing);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        hubListens.set(false);
    }

    private Authorizer authorizer(AuthorizerProviderInput input) {
        var user = BrokerEntry.userOf(input.getConnectionInformation());
        var claim = ClaimSession.of(input.getConnectionInformation());
        if (claim.isPresent()) {
            return claim.get();
        }
        return user.equals(HubAccount.USER)
                ? new EverythingAllowed(shadows::answered)
                : new TopicPermission(access, user);
    }

    /** How many messages a subscription to everything would have got beyond what the standard says. */
    long withheld() {
        return withheld.sum();
    }

    /** By the standard no wildcard at the first level matches a reserved topic; in this broker it does. */
    private void keepReserved(PublishOutboundInput input, PublishOutboundOutput output) {
        if (input.getPublishPacket().getTopic().startsWith("$")) {
            withheld.increment();
            output.preventPublishDelivery();
        }
    }

    private void watchClient(InitializerInput input, ClientContext client) {
        var user = BrokerEntry.userOf(input.getConnectionInformation());
        var isHub = user.equals(HubAccount.USER);
        var claim = ClaimSession.of(input.getConnectionInformation());
        if (claim.isPresent()) {
            claim.get().translate(client);
        } else if (!isHub) {
            SessionTopics.watch(user, client);
            shadows.watch(client);
        }
        if (isHub && input.getClientInformation().getClientId().matches(HubAccount.RECEIVER)) {
            client.addSubackOutboundInterceptor((answer, output) -> hubListens.set(true));
            client.addPublishOutboundInterceptor(this::keepReserved);
        }
    }
}
