package hub.product;

import hub.product.DeviceIdSource.Notation;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads the {@code framing} part of a product file. */
final class FramingReader {

    Optional<Framing> read(SpecNode node) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        Optional<DeviceIdSource> device = deviceId(node.get("deviceIdFrom"));
        Optional<Framing.Login> login = login(node.get("login"));
        if (!node.has("deviceIdFrom") && !node.has("login")) {
            node.problem("nothing names the device; add 'deviceIdFrom', or 'login' for a first frame that does");
        }
        return cut(node)
                .map(cut -> new Framing(
                        node.get("port").integer(0),
                        cut,
                        node.get("max-frame").integer(65_536),
                        device,
                        login,
                        reply(node.get("reply"))));
    }

    private static Optional<Framing.Login> login(SpecNode node) {
        if (!node.isPresent()) {
            return Optional.empty();
        }
        Optional<FrameCut> cut = cut(node);
        Optional<DeviceIdSource> device = deviceId(node.get("deviceIdFrom"));
        return cut.isEmpty() || device.isEmpty()
                ? Optional.empty()
                : Optional.of(new Framing.Login(cut.get(), device.get(), reply(node.get("reply"))));
    }

    private static Optional<FrameCut> cut(SpecNode node) {
        long ways = Stream.of("length", "delimiter", "size", "start")
                .filter(node::has)
                .count();
        if (ways != 1) {
            node.problem("say how frames are cut by exactly one of length, delimiter, size, or start and end");
            return Optional.empty();
        }
        if (node.has("length")) {
            return Optional.of(lengthField(node.get("length")));
        }
        if (node.has("delimiter")) {
            return FieldReader.bytes(node.get("delimiter")).map(FrameCut.Delimiter::new);
        }
        if (node.has("size")) {
            return Optional.of(new FrameCut.FixedSize(node.get("size").integer(1)));
        }
        Optional<byte[]> start = FieldReader.bytes(node.get("start"));
        Optional<byte[]> end = FieldReader.bytes(node.get("end"));
        return start.isEmpty() || end.isEmpty()
                ? Optional.empty()
                : Optional.of(new FrameCut.StartEnd(
                        start.get(), end.get(), node.get("strip").flag(true)));
    }

    private static FrameCut lengthField(SpecNode length) {
        int at = length.get("at").integer(0);
        int size = length.get("size").integer(2);
        int strip = length.get("strip").integer(0);
        if (strip > at + size) {
            length.get("strip")
                    .problem("takes off more than the " + (at + size) + " bytes up to the end of the length");
        }
        boolean littleEndian = length.get("endian").text("be").equals("le");
        return new FrameCut.LengthField(
                at, size, littleEndian, length.get("adjust").integer(0), strip);
    }

    private static Optional<DeviceIdSource> deviceId(SpecNode node) {
        String prefix = node.get("prefix").text("");
        if (node.has("regex")) {
            return pattern(node.get("regex")).map(pattern -> new DeviceIdSource.Match(pattern, prefix));
        }
        if (!node.isPresent()) {
            return Optional.empty();
        }
        if (!node.has("at") || !node.has("length")) {
            node.problem("say where the id stands by 'at' and 'length', or by 'regex'");
            return Optional.empty();
        }
        return Optional.of(new DeviceIdSource.FixedBytes(
                node.get("at").integer(0),
                node.get("length").integer(1),
                node.get("as").oneOf(Notation.class, Notation.ASCII),
                prefix));
    }

    private static Optional<Pattern> pattern(SpecNode node) {
        try {
            Pattern pattern = Pattern.compile(node.text(""));
            if (pattern.matcher("").groupCount() == 1) {
                return Optional.of(pattern);
            }
            node.problem("the pattern needs exactly one group in brackets: the id");
        } catch (PatternSyntaxException broken) {
            node.problem("not a pattern: " + broken.getDescription() + " near character " + broken.getIndex());
        }
        return Optional.empty();
    }

    private static Reply reply(SpecNode node) {
        if (!node.isPresent()) {
            return Reply.STANDARD;
        }
        SpecNode copy = node.get("copy");
        int size = copy.get("size").integer(1);
        int answer = copy.get("as").integer(size);
        if (answer < size) {
            copy.get("as").problem("must be at least 'size'; a number cannot be copied into fewer bytes");
        }
        return new Reply(
                bytes(node, "accept", copy.isPresent() ? new byte[0] : Reply.STANDARD.accept()),
                bytes(node, "refuse", Reply.STANDARD.refuse()),
                copy.isPresent() ? copy.get("at").integer(0) : -1,
                size,
                Math.max(size, answer));
    }

    private static byte[] bytes(SpecNode node, String key, byte[] otherwise) {
        return node.has(key) ? FieldReader.bytes(node.get(key)).orElse(otherwise) : otherwise;
    }
}
