package hub.decode;

import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.RegisteredDevice;
import java.util.Map;
import java.util.Optional;

/** Says a change of presence as a reading, {@code online} 0 or 1, so that ordinary tables judge it. */
final class PresenceSignal {

    private static final String PRESENCE = "presence";
    private static final String TOPIC = "$aws/events/presence/";

    private PresenceSignal() {}

    /** The reading; empty when the frame is no presence event of the hub, or says nothing about being online. */
    static Optional<Telemetry> of(RawFrame frame, DeviceDirectory devices, ProductCatalog catalog) {
        if (!frame.role().equals(PRESENCE)
                || !frame.door().equals(PRESENCE)
                || !frame.address().startsWith(TOPIC)) {
            return Optional.empty();
        }
        String type = frame.address().substring(TOPIC.length()).split("/", 2)[0];
        Optional<RegisteredDevice> device = devices.find(frame.deviceId());
        Optional<Product> product = device.flatMap(known -> catalog.find(known.productId()));
        boolean sleeps = product.map(known -> known.spec().presence().sleepy()).orElse(false);
        if (product.isEmpty() || sleeps && type.equals("disconnected")) {
            return Optional.empty();
        }
        long online = type.equals("connected") || type.equals("heard") ? 1 : 0;
        return Optional.of(new Telemetry(
                frame.position(),
                0,
                frame.traceId(),
                frame.deviceId(),
                frame.receivedAt(),
                "hub",
                device.orElseThrow().hubId(),
                0,
                product.get().id(),
                product.get().version(),
                "",
                Map.of("online", online),
                frame.receivedAt()));
    }
}
