package hub;

import hub.adapters.mqtt.MqttAccess;
import hub.adapters.mqtt.TopicAddress;
import hub.console.DeviceKeys;
import hub.console.DeviceVisibility;
import hub.master.DeviceRegister;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets a device speak only for itself, and a hub for itself and its registered children; everything else is denied. */
final class DeviceAccess implements MqttAccess, DeviceKeys, DeviceVisibility {

    private final DeviceRegister register;
    private final Optional<String> strangersSecret;
    private final BooleanSupplier claimsAreOpen;

    /**
     * @param strangersSecret the secret under which a device that nobody registered may speak, so that its messages wait as
     *     dead letters; empty to refuse strangers at the door
     * @param claimsAreOpen whether devices without an identity may ask for one
     */
    DeviceAccess(DeviceRegister register, Optional<String> strangersSecret, BooleanSupplier claimsAreOpen) {
        this.register = register;
        this.strangersSecret = strangersSecret;
        this.claimsAreOpen = claimsAreOpen;
    }

    @Override
    public boolean mayConnect(String user, byte[] password, String clientId) {
        return isSecretOf(user, new String(password, StandardCharsets.UTF_8));
    }

    /** Whoever signed the certificate has vouched for the name; the hub only asks whether it is still registered. */
    @Override
    public boolean mayConnectByCertificate(String name, String clientId) {
        return register.device(name).isPresent() || strangersSecret.isPresent();
    }

    @Override
    public boolean mayClaim() {
        return claimsAreOpen.getAsBoolean();
    }

    /** Orders come from the hub only, claims of an identity from strangers only. A topic of neither grammar may be written to: nobody can read it but the hub, which keeps it as a dead letter. */
    @Override
    public boolean mayPublish(String user, String topic) {
        if (topic.startsWith("$")) {
            return ThingTopic.isRequest(topic) && maySpeakForThing(user, ThingTopic.thing(topic));
        }
        if (topic.startsWith("/provision/")) {
            return false;
        }
        return TopicAddress.parse(topic)
                .map(address -> address.direction().equals("pub")
                        && !address.role().equals("control_request")
                        && maySpeakFor(user, address.hubId(), address.deviceId()))
                .orElse(true);
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        if (filter.startsWith("$")) {
            return maySpeakForThing(user, ThingTopic.thing(filter));
        }
        String[] levels = filter.split("/", -1);
        return levels.length >= 4
                && levels[0].equals("iotlink")
                && TopicAddress.isName(levels[2])
                && TopicAddress.isName(levels[3])
                && maySpeakFor(user, levels[2], levels[3]);
    }

    @Override
    public boolean accepts(String key, String hubId, String deviceId) {
        String speaker = hubId.equals(TopicAddress.NO_HUB) ? deviceId : hubId;
        return isSecretOf(speaker, key) && maySpeakFor(speaker, hubId, deviceId);
    }

    @Override
    public boolean acceptsForThing(String key, String thing) {
        return isSecretOf(thing, key)
                || register.device(thing)
                        .filter(device -> !device.hubId().isEmpty())
                        .filter(device -> register.isSecretOf(device.hubId(), key))
                        .isPresent();
    }

    @Override
    public boolean knows(String key) {
        return strangersSecret.filter(key::equals).isPresent() || register.isAnySecret(key);
    }

    @Override
    public boolean visible(String customerId, String deviceId) {
        return register.customerOf(deviceId).filter(customerId::equals).isPresent();
    }

    private boolean isSecretOf(String speaker, String secret) {
        return register.isSecretOf(speaker, secret)
                || strangersSecret.filter(secret::equals).isPresent()
                        && register.device(speaker).isEmpty();
    }

    /** A thing is a device or a hub; a hub also speaks for its registered children. */
    boolean maySpeakForThing(String speaker, String thing) {
        return !thing.isEmpty()
                && !speaker.isEmpty()
                && (speaker.equals(thing)
                        || register.device(thing)
                                .filter(device -> device.hubId().equals(speaker))
                                .isPresent());
    }

    private boolean maySpeakFor(String speaker, String hubId, String deviceId) {
        if (hubId.equals(TopicAddress.NO_HUB) || hubId.equals(deviceId)) {
            return speaker.equals(deviceId);
        }
        boolean itself = speaker.equals(deviceId) || speaker.equals(hubId);
        return itself
                && register.device(deviceId)
                        .map(device -> device.hubId().equals(hubId))
                        .orElse(strangersSecret.isPresent());
    }
}
