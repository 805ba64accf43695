package hub.master;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The secrets of all devices in memory; who holds connections is told when one has stopped. */
final class DeviceSecrets {

    private static final int MOST_TRIED = 20_000;

    private final ConcurrentMap<String, DeviceSecret> secrets = new ConcurrentHashMap<>();
    private volatile Consumer<String> stopped = deviceId -> {};

    void whenStopped(Consumer<String> listener) {
        stopped = listener;
    }

    void put(String deviceId, DeviceSecret secret) {
        DeviceSecret before = secrets.put(deviceId, secret);
        if (before != null && !Arrays.equals(before.hash(), secret.hash())) {
            stopped.accept(deviceId);
        }
    }

    void remove(String deviceId) {
        if (secrets.remove(deviceId) != null) {
            stopped.accept(deviceId);
        }
    }

    boolean matches(String deviceId, String candidate) {
        DeviceSecret secret = secrets.get(deviceId);
        return secret != null && secret.matches(candidate);
    }

    /** Secrets are salted, so each is tried. */
    boolean anyMatches(String candidate) {
        return secrets.values().stream().limit(MOST_TRIED).anyMatch(secret -> secret.matches(candidate));
    }
}
