package hub.adapters.mqtt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The hub's own way into its broker: a name no device can have and a password nobody else ever sees. */
record HubAccount(String password) {
    static final String USER = "$hub";

    /** Client ids that begin so belong to the hub, lest a device takes over the hub's sessions. */
    static final String CLIENT_PREFIX = "hub-receive";

    /** The clients that take what devices send; the hub's other subscriptions say nothing about these. */
    static final String RECEIVER = CLIENT_PREFIX + "-\\d+";

    static HubAccount random() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new HubAccount(HexFormat.of().formatHex(bytes));
    }

    boolean matches(byte[] offered) {
        return MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), offered);
    }

    @Override
    public String toString() {
        return "HubAccount";
    }
}
