package hub.adapters.presence;

import java.time.Instant;

/**
 * A device that has a session at the broker now.
 *
 * @param clientId its client
 * @param address where it comes from, or empty
 * @param since when it came
 * @param lastSeenAt when it was heard last
 */
public record ConnectedDevice(String deviceId, String clientId, String address, Instant since, Instant lastSeenAt) {

    ConnectedDevice heard(Instant at) {
        return at.isAfter(lastSeenAt) ? new ConnectedDevice(deviceId, clientId, address, since, at) : this;
    }
}
