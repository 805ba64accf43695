package hub.adapters.tcp;

import java.time.Duration;
import java.util.List;

/**
 * What the TCP door allows.
 *
 * @param maxFrame the longest payload taken, bytes
 * @param idleTimeout a connection that is silent for so long is closed
 * @param allowedNetworks networks in CIDR form from which devices may connect; others are cut off at once
 * @param secretFrame whether the first frame of each device on a connection must carry its secret as payload
 * @param certificates whether a connection speaks only for the device or hub that its TLS certificate names
 */
public record TcpSettings(
        int maxFrame, Duration idleTimeout, List<String> allowedNetworks, boolean secretFrame, boolean certificates) {

    /** Without certificates. */
    public TcpSettings(int maxFrame, Duration idleTimeout, List<String> allowedNetworks, boolean secretFrame) {
        this(maxFrame, idleTimeout, allowedNetworks, secretFrame, false);
    }

    public TcpSettings {
        allowedNetworks = List.copyOf(allowedNetworks);
    }
}
