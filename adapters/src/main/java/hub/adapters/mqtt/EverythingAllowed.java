package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import java.util.function.Consumer;

/** The hub's own account is asked nothing; only what it publishes is noticed. */
final class EverythingAllowed implements PublishAuthorizer, SubscriptionAuthorizer {
    private final Consumer<String> published;

    EverythingAllowed(Consumer<String> published) {
        this.published = published;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        published.accept(input.getPublishPacket().getTopic());
        output.authorizeSuccessfully();
    }

    @Override
    public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        output.authorizeSuccessfully();
    }
}
