package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a client in or sends it away; the register may take its time, so the broker's own threads do not wait for it. */
final class BrokerEntry implements SimpleAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerEntry.class);
    private static final String USER_ATTRIBUTE = "hub.user";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MqttAccess access;
    private final HubAccount account;
    private final BooleanSupplier hubListens;

    BrokerEntry(MqttAccess access, HubAccount account, BooleanSupplier hubListens) {
        this.access = access;
        this.account = account;
        this.hubListens = hubListens;
    }

    /** The user a connection belongs to; empty before it has been let in. */
    static String userOf(ConnectionInformation connection) {
        return connection
                .getConnectionAttributeStore()
                .getAsString(USER_ATTRIBUTE)
                .orElse("");
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        var packet = input.getConnectPacket();
        var certified = CertifiedName.of(input.getConnectionInformation());
        var user = certified.or(packet::getUserName).orElse("");
        var password = packet.getPassword().map(BrokerEntry::bytes).orElse(new byte[0]);
        var claims = certified.isEmpty() && ClaimSession.isMeant(packet);
        input.getConnectionInformation().getConnectionAttributeStore().putAsString(USER_ATTRIBUTE, claims ? "" : user);
        if (user.equals(HubAccount.USER)) {
            answer(output, certified.isEmpty() && account.matches(password));
        } else if (user.isEmpty() || packet.getClientId().startsWith(HubAccount.CLIENT_PREFIX)) {
            answer(output, false);
        } else if (!hubListens.getAsBoolean()) {
            output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "The hub is starting");
        } else if (claims) {
            ClaimSession.begin(input.getConnectionInformation());
            answerLater(output, user, access::mayClaim);
        } else if (certified.isPresent()) {
            answerLater(output, user, () -> access.mayConnectByCertificate(user, packet.getClientId()));
        } else {
            answerLater(output, user, () -> access.mayConnect(user, password, packet.getClientId()));
        }
    }

    private static void answerLater(SimpleAuthOutput output, String user, BooleanSupplier decision) {
        var later = output.async(PATIENCE, TimeoutFallback.FAILURE);
        Services.extensionExecutorService().submit(() -> {
            answer(later.getOutput(), mayConnect(user, decision));
            later.resume();
        });
    }

    private static boolean mayConnect(String user, BooleanSupplier decision) {
        try {
            return decision.getAsBoolean();
        } catch (RuntimeException problem) {
            LOG.error("Cannot tell whether {} may connect; it is refused", user, problem);
            return false;
        }
    }

    private static void answer(SimpleAuthOutput output, boolean welcome) {
        if (welcome) {
            output.authenticateSuccessfully();
        } else {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "Unknown user or wrong password");
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
