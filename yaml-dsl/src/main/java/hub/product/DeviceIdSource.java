package hub.product;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a frame names its device, so that the door can tell who speaks before anything is decoded. */
public sealed interface DeviceIdSource {

    /** The device id, or empty when the frame is too short, does not match or names nobody. */
    Optional<String> deviceId(byte[] frame);

    /** How the bytes of an id are written. */
    enum Notation {
        ASCII,
        HEX,
        DECIMAL
    }

    /**
     * Bytes at a fixed place.
     *
     * @param at the first byte; negative counts from the frame's end
     * @param length how many bytes
     * @param notation ASCII text, hexadecimal digits or one big-endian number in decimal
     * @param prefix put before what was read
     */
    record FixedBytes(int at, int length, Notation notation, String prefix) implements DeviceIdSource {

        @Override
        public Optional<String> deviceId(byte[] frame) {
            int from = at >= 0 ? at : frame.length + at;
            if (from < 0 || from + length > frame.length) {
                return Optional.empty();
            }
            String id = switch (notation) {
                case ASCII -> new String(frame, from, length, StandardCharsets.US_ASCII).trim();
                case HEX -> HexFormat.of().formatHex(frame, from, from + length);
                case DECIMAL -> new java.math.BigInteger(1, frame, from, length).toString();
            };
            return id.isEmpty() ? Optional.empty() : Optional.of(prefix + id);
        }
    }

    /**
     * The first group of a pattern, searched in the frame read as ISO 8859-1 text.
     *
     * @param pattern a regular expression with one group
     * @param prefix put before what was found
     */
    record Match(Pattern pattern, String prefix) implements DeviceIdSource {

        private static final int SEARCHED = 512;

        @Override
        public Optional<String> deviceId(byte[] frame) {
            String text = new String(frame, 0, Math.min(frame.length, SEARCHED), StandardCharsets.ISO_8859_1);
            Matcher matcher = pattern.matcher(new PatientText(text));
            try {
                return matcher.find() ? Optional.ofNullable(matcher.group(1)).map(prefix::concat) : Optional.empty();
            } catch (PatientText.OutOfPatience slow) {
                return Optional.empty();
            }
        }
    }
}
