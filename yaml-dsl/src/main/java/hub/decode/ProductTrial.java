package hub.decode;

import hub.contract.ContractViolation;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.Product;
import hub.product.RegisteredDevice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a product on one message without server, register or store: bytes in, telemetry or problems out. */
public final class ProductTrial {

    private final CompiledProduct product;

    /** A trial of a product, in force or a draft. */
    public ProductTrial(Product product) {
        this.product = new CompiledProduct(product);
    }

    /**
     * What came out.
     *
     * @param telemetry good readings
     * @param deadLetters what would be recorded
     * @param problems every violation of those
     * @param warnings violations of rules that only warn
     * @param answer what it says about an order, when it is an answer and no telemetry
     */
    public record Result(
            List<Telemetry> telemetry,
            List<DeadLetter> deadLetters,
            List<ContractViolation> problems,
            List<ContractViolation> warnings,
            Optional<String> answer) {

        /** The readings in their published form. */
        public List<Map<String, Object>> shapes() {
            return telemetry.stream().map(StandardShape::toMap).toList();
        }
    }

    /** Tries bytes in a format ({@code hex}, {@code json}, {@code csv} or {@code bin}), received now. */
    public Result run(String format, byte[] payload) {
        return run(frame("trial", "", format, payload, Instant.now()), List.of());
    }

    /** Tries a text: what begins with a brace or bracket is JSON, hexadecimal digits are bytes, all else is CSV. */
    public Result runText(String text) {
        String format = formatOf(text);
        if (format.equals("hex")) {
            byte[] bytes = BinaryTexts.hex(BinaryTexts.digits(text.replaceAll("\\s", "")));
            return run("hex", bytes);
        }
        Charset charset = format.equals("csv")
                ? product.product.spec().csv().map(csv -> csv.encoding()).orElse(StandardCharsets.UTF_8)
                : StandardCharsets.UTF_8;
        return run(format, text.getBytes(charset));
    }

    /** What a text looks like: {@code json}, {@code hex} or {@code csv}. */
    public static String formatOf(String text) {
        String begin = text.stripLeading();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            return "json";
        }
        return BinaryTexts.isHex(BinaryTexts.digits(text.replaceAll("\\s", ""))) ? "hex" : "csv";
    }

    static RawFrame frame(String device, String hub, String format, byte[] payload, Instant receivedAt) {
        return new RawFrame(
                new StreamPosition(0, "0"),
                device,
                hub,
                "",
                "trial",
                "",
                format,
                "telemetry",
                receivedAt.toEpochMilli(),
                "0".repeat(32),
                payload);
    }

    Result run(RawFrame frame, List<String> children) {
        Standardizer.Outcome outcome = new Standardizer.Outcome(1, frame.receivedAt());
        DeviceDirectory devices = new Family(frame.deviceId(), product.product.id(), children);
        Optional<String> answer = Optional.empty();
        try {
            answer = product.answer(frame).map(read -> new String(read.payload(), StandardCharsets.UTF_8));
            if (answer.isEmpty()) {
                FrameReader.read(frame, product, devices, outcome);
            }
        } catch (DecodeProblem problem) {
            outcome.dead(frame, product, problem);
        }
        return new Result(
                outcome.telemetry,
                outcome.deadLetters,
                outcome.violations,
                outcome.warnings.stream()
                        .map(StandardizedBatch.Warning::violation)
                        .toList(),
                answer);
    }

    /** Knows the sender and its children, all of one product. */
    private record Family(String sender, String productId, List<String> children) implements DeviceDirectory {

        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            boolean child = children.contains(deviceId);
            return child || deviceId.equals(sender)
                    ? Optional.of(register(deviceId, productId, child ? sender : ""))
                    : Optional.empty();
        }

        @Override
        public RegisteredDevice register(String deviceId, String product, String hubId) {
            return new RegisteredDevice(deviceId, product, hubId, "");
        }
    }
}
