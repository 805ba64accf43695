package hub.decode;

import hub.contract.ContractViolation;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.Product;
import hub.product.ProductCatalog;
import hub.product.RegisteredDevice;
import hub.product.UnknownDevicePolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Turns frames into standard telemetry by their products; whatever is wrong with a frame becomes a dead letter. */
public final class Standardizer {

    private final ProductCatalog catalog;
    private final DeviceDirectory devices;
    private final Clock clock;
    private final Map<String, CompiledProduct> compiled = new ConcurrentHashMap<>();

    /**
     * @param catalog the products in force, asked anew for each frame
     * @param devices who is of which product
     * @param clock tells which device clocks run ahead
     */
    public Standardizer(ProductCatalog catalog, DeviceDirectory devices, Clock clock) {
        this.catalog = catalog;
        this.devices = devices;
        this.clock = clock;
    }

    /** Standardizes frames in order; never throws for what a device sent. */
    public StandardizedBatch standardize(List<RawFrame> frames) {
        long now = clock.millis();
        Outcome outcome = new Outcome(frames.size(), now);
        for (int at = 0; at < frames.size(); at++) {
            RawFrame frame = frames.get(at);
            if (isTelemetry(frame.role())) {
                standardize(frame, outcome);
            } else if (DelaySignal.is(frame)) {
                DelaySignal.of(frame, devices, catalog).ifPresent(outcome.signals::add);
            } else {
                outcome.others.add(frame);
                PresenceSignal.of(frame, devices, catalog).ifPresent(outcome.signals::add);
            }
        }
        return new StandardizedBatch(
                outcome.telemetry, outcome.deadLetters, outcome.others, outcome.warnings, outcome.signals);
    }

    private static boolean isTelemetry(String role) {
        return role.isEmpty() || role.equals("telemetry") || role.equals("alert_report");
    }

    private void standardize(RawFrame frame, Outcome outcome) {
        CompiledProduct product = null;
        try {
            product = product(frame);
            Optional<RawFrame> answer = product.answer(frame);
            if (answer.isPresent()) {
                outcome.others.add(answer.get());
            } else {
                FrameReader.read(frame, product, devices, outcome);
            }
        } catch (DecodeProblem problem) {
            outcome.dead(frame, product, problem);
        } catch (RuntimeException | StackOverflowError defect) {
            outcome.dead(frame, product, internal(defect));
        }
    }

    private static DecodeProblem internal(Throwable defect) {
        return new DecodeProblem(
                "internal",
                ContractViolation.of("", "internal", null, "a defect of the hub, please report it: " + defect));
    }

    private CompiledProduct product(RawFrame frame) {
        Optional<RegisteredDevice> device = devices.find(frame.deviceId());
        String productId = device.map(RegisteredDevice::productId).orElse(frame.productId());
        if (device.isPresent()
                && !frame.productId().isEmpty()
                && !frame.productId().equals(productId)) {
            throw problem(
                    "unknown-product",
                    "productId",
                    frame.productId(),
                    "device '" + frame.deviceId() + "' is registered as " + productId + "; use that product's door");
        }
        if (productId.isEmpty()) {
            throw unknownDevice(frame);
        }
        CompiledProduct product = compiled(productId);
        if (device.isEmpty()) {
            if (product.product.spec().onUnknownDevice() != UnknownDevicePolicy.AUTO_REGISTER) {
                throw unknownDevice(frame);
            }
            devices.register(frame.deviceId(), productId, Hubs.hubBehind(frame));
        }
        return product;
    }

    private CompiledProduct compiled(String productId) {
        Optional<Product> found = catalog.find(productId);
        if (found.isEmpty()) {
            throw problem(
                    "unknown-product",
                    "productId",
                    productId,
                    "there is no file " + productId + ".product.yaml in force; add or mend it");
        }
        CompiledProduct ready = compiled.get(productId);
        if (ready == null || ready.product != found.get()) {
            ready = new CompiledProduct(found.get());
            compiled.put(productId, ready);
        }
        return ready;
    }

    private static DecodeProblem unknownDevice(RawFrame frame) {
        return problem(
                "unknown-device",
                "device_id",
                frame.deviceId(),
                "nobody registered this device; register it, then retry");
    }

    private static DecodeProblem problem(String reason, String field, Object value, String message) {
        return new DecodeProblem(reason, ContractViolation.of(field, reason, value, message));
    }

    /** Collects what a batch becomes. */
    static final class Outcome {

        final List<Telemetry> telemetry;
        final List<DeadLetter> deadLetters = new ArrayList<>(0);
        final List<RawFrame> others = new ArrayList<>(0);
        final List<StandardizedBatch.Warning> warnings = new ArrayList<>(0);
        final List<ContractViolation> violations = new ArrayList<>(0);
        final List<Telemetry> signals = new ArrayList<>(0);
        final long now;

        Outcome(int frames, long now) {
            this.telemetry = new ArrayList<>(frames);
            this.now = now;
        }

        void dead(RawFrame frame, CompiledProduct product, DecodeProblem problem) {
            dead(frame, product, DecodedRecord.failed(problem), -1);
        }

        void dead(RawFrame frame, CompiledProduct product, DecodedRecord record, int part) {
            deadLetters.add(DeadLetterWriter.of(frame, product, record, part, now));
            violations.addAll(record.problems);
        }
    }
}
