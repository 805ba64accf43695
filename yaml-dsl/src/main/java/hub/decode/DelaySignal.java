package hub.decode;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.RegisteredDevice;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Says that a device is late with what its shadow desires as a reading, {@code shadowOverdue} 0 or 1, for the tables to judge. */
final class DelaySignal {
    private static final String METRIC = "shadowOverdue";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DelaySignal() {}

    /** Whether the hub itself says so; a device that uses the role is not believed. */
    static boolean is(RawFrame frame) {
        return frame.role().equals("shadow_delay") && frame.door().equals("hub");
    }

    /** The reading; empty when the device is not registered any more. */
    static Optional<Telemetry> of(RawFrame frame, DeviceDirectory devices, ProductCatalog catalog) {
        Optional<RegisteredDevice> device = devices.find(frame.deviceId());
        Optional<Product> product = device.flatMap(known -> catalog.find(known.productId()));
        return product.map(known -> new Telemetry(
                frame.position(),
                0,
                frame.traceId(),
                frame.deviceId(),
                frame.receivedAt(),
                "hub",
                device.orElseThrow().hubId(),
                0,
                known.id(),
                known.version(),
                "",
                Map.of(METRIC, overdue(frame)),
                frame.receivedAt()));
    }

    private static long overdue(RawFrame frame) {
        try {
            return JSON.readTree(frame.payload()).path(METRIC).asLong();
        } catch (IOException defect) {
            throw new IllegalStateException("the hub's own word on a shadow cannot be read", defect);
        }
    }
}
