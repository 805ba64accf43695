package hub.decode;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.ProductReading;
import hub.product.ProductSpecReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/** Frames, products and a standardizer at a known time, for tests of this package. */
final class TestingFrames {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final ProductSpecReader READER = new ProductSpecReader();

    private TestingFrames() {}

    static Path home() {
        return Path.of(System.getProperty("hub.home", ".."));
    }

    static Product shipped(String id) {
        return require(READER.read(home().resolve("yaml-dsl/products/" + id + ".product.yaml")));
    }

    static Product product(String yaml) {
        return require(READER.read("test", yaml));
    }

    private static Product require(ProductReading reading) {
        return reading.product().orElseThrow(() -> new AssertionError(reading.problems()));
    }

    static Standardizer standardizer(DeviceRegistration devices, Product... products) {
        return new Standardizer(
                new ProductCatalog(List.of(products)), devices.directory(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Reads one payload of device "d1" of this product. */
    static StandardizedBatch read(Product product, String format, byte[] payload) {
        return standardizer(DeviceRegistration.of("d1", product.id()), product)
                .standardize(List.of(frame("d1", format, payload)));
    }

    static StandardizedBatch readHex(Product product, String digits) {
        return read(product, "hex", hex(digits));
    }

    static StandardizedBatch readText(Product product, String format, String text) {
        return read(product, format, text.getBytes(StandardCharsets.UTF_8));
    }

    static RawFrame frame(String device, String format, byte[] payload) {
        return frame(device, "", "", format, "telemetry", payload);
    }

    static RawFrame frame(String device, String hub, String product, String format, String role, byte[] payload) {
        return new RawFrame(
                new StreamPosition(3, "42"),
                device,
                hub,
                product,
                "mqtt",
                "topic",
                format,
                role,
                NOW.toEpochMilli(),
                "00000000000000000000000000000001",
                payload);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /** Devices known to a test. */
    record DeviceRegistration(TestingDirectory directory) {

        static DeviceRegistration of(String device, String product) {
            return new DeviceRegistration(new TestingDirectory()).and(device, product, "");
        }

        DeviceRegistration and(String device, String product, String hub) {
            directory.register(device, product, hub);
            return this;
        }
    }
}
