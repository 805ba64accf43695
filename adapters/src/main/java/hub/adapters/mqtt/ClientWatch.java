package hub.adapters.mqtt;

import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ClientInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionLostInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ServerInitiatedDisconnectInput;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
import com.hivemq.extension.sdk.api.services.Services;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees devices' clients come and go, and numbers their connections so that order can be told later. */
final class ClientWatch implements ClientLifecycleEventListener {
    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);
    private static final String TAKEN_OVER = "DUPLICATE_CLIENTID";
    private static final String VERSION = "hub.version";

    private final MqttAccess access;
    private final Clock clock = Clock.systemUTC();
    private final AtomicLong lastVersion = new AtomicLong();
    private final Map<String, String> userOfClient = new ConcurrentHashMap<>();

    ClientWatch(MqttAccess access) {
        this.access = access;
    }

    /** Ends a user's connections; he may come back with what counts now. */
    void sendAway(String user) {
        userOfClient.forEach((client, its) -> {
            if (its.equals(user)) {
                Services.clientService().disconnectClient(client);
            }
        });
    }

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
        // Who it is will be known when it has been let in.
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
        long version = lastVersion.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        input.getConnectionInformation().getConnectionAttributeStore().putAsString(VERSION, Long.toString(version));
        tell(input, true, "", false);
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
        tell(input, false, "SERVER_ERROR", false);
    }

    @Override
    public void onConnectionLost(ConnectionLostInput input) {
        tell(input, false, "CONNECTION_LOST", false);
    }

    @Override
    public void onClientInitiatedDisconnect(ClientInitiatedDisconnectInput input) {
        tell(input, false, "CLIENT_INITIATED_DISCONNECT", true);
    }

    @Override
    public void onServerInitiatedDisconnect(ServerInitiatedDisconnectInput input) {
        String reason = input.getReasonCode().map(Enum::name).orElse("");
        tell(input, false, reason.equals("SESSION_TAKEN_OVER") ? TAKEN_OVER : "SERVER_INITIATED_DISCONNECT", false);
    }

    private void tell(ClientBasedInput input, boolean connected, String reason, boolean byClient) {
        var connection = input.getConnectionInformation();
        var user = BrokerEntry.userOf(connection);
        var version = connection.getConnectionAttributeStore().getAsString(VERSION);
        if (user.isEmpty() || user.equals(HubAccount.USER) || version.isEmpty()) {
            return;
        }
        if (connected) {
            userOfClient.put(input.getClientInformation().getClientId(), user);
        } else if (!reason.equals(TAKEN_OVER)) {
            userOfClient.remove(input.getClientInformation().getClientId());
        }
        var address =
                connection.getInetAddress().map(InetAddress::getHostAddress).orElse("");
        try {
            access.clientChanged(new ClientEvent(
                    input.getClientInformation().getClientId(),
                    user,
                    connected,
                    Long.parseLong(version.get()),
                    clock.instant(),
                    address,
                    reason,
                    byClient));
        } catch (RuntimeException problem) {
            LOG.error("The presence of {} could not be told", user, problem);
        }
    }
}
