package hub.decode;

import hub.product.DownlinkField;
import hub.product.ProductCommand;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes orders as the bytes that their product declares, the opposite of {@link HexDecoder}. */
public final class CommandEncoder {

    private CommandEncoder() {}

    /**
     * The short number of an execution, which fits into four bytes: the CRC-32 (IEEE 802.3) of its id in UTF-8. A device
     * gives back as many of its low bytes as its answer has room for.
     */
    public static long number(String executionId) {
        CRC32 sum = new CRC32();
        sum.update(executionId.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    /**
     * The bytes of an order.
     *
     * @param parameters by name; those left out have their defaults
     * @param execution the execution's short number
     * @throws IllegalArgumentException naming the parameter whose value does not fit
     */
    public static byte[] encode(ProductCommand command, Map<String, Object> parameters, long execution) {
        Map<String, Object> values = new LinkedHashMap<>(command.defaults());
        values.putAll(parameters);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (DownlinkField field : command.downlink()) {
            if (field.id().isEmpty()) {
                field.contents().forEach(bytes::write);
            } else if (field.id().equals(DownlinkField.EXECUTION)) {
                long low = field.size() >= 8 ? execution : execution & ((1L << field.size() * 8) - 1);
                number(field, BigDecimal.valueOf(low), bytes);
            } else {
                value(field, values.get(field.id()), bytes);
            }
        }
        return bytes.toByteArray();
    }

    private static void value(DownlinkField field, Object value, ByteArrayOutputStream bytes) {
        switch (field.type().kind()) {
            case TEXT -> text(field, value == null ? "" : value.toString(), bytes);
            case HEX_TEXT -> sized(field, BinaryTexts.hex(value == null ? "" : value.toString()), bytes);
            default -> number(field, decimal(field, value), bytes);
        }
    }

    private static BigDecimal decimal(DownlinkField field, Object value) {
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (!(value instanceof Number)) {
            throw problem(field, "'" + value + "' is no number");
        }
        return new BigDecimal(value.toString());
    }

    private static void number(DownlinkField field, BigDecimal value, ByteArrayOutputStream bytes) {
        BigDecimal wire = value.subtract(field.offset());
        wire = field.scale().compareTo(BigDecimal.ONE) == 0
                ? wire
                : wire.divide(field.scale(), 9, RoundingMode.HALF_EVEN);
        long bits = bits(field, wire);
        int[] places = field.order().places(field.size());
        byte[] written = new byte[field.size()];
        for (int index = 0; index < written.length; index++) {
            written[places[index]] = (byte) (bits >> 8 * (written.length - 1 - index));
        }
        bytes.writeBytes(written);
    }

    private static long bits(DownlinkField field, BigDecimal wire) {
        return switch (field.type().kind()) {
            case FLOAT ->
                field.size() == 4
                        ? Float.floatToIntBits(wire.floatValue())
                        : Double.doubleToLongBits(wire.doubleValue());
            case BCD -> bcd(field, whole(field, wire, BigInteger.ZERO, BigInteger.TEN.pow(field.size() * 2)));
            case SIGNED -> {
                BigInteger half = BigInteger.ONE.shiftLeft(field.size() * 8 - 1);
                yield whole(field, wire, half.negate(), half).longValue();
            }
            default ->
                whole(field, wire, BigInteger.ZERO, BigInteger.ONE.shiftLeft(field.size() * 8))
                        .longValue();
        };
    }

    private static BigInteger whole(DownlinkField field, BigDecimal wire, BigInteger from, BigInteger below) {
        BigInteger whole = wire.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
        if (whole.compareTo(from) < 0 || whole.compareTo(below) >= 0) {
            throw problem(field, "gives " + whole + " on the wire, which does not fit into " + field.size() + " bytes");
        }
        return whole;
    }

    private static long bcd(DownlinkField field, BigInteger whole) {
        return Long.parseUnsignedLong(whole.toString(), 16);
    }

    private static void text(DownlinkField field, String text, ByteArrayOutputStream bytes) {
        sized(field, text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static void sized(DownlinkField field, byte[] value, ByteArrayOutputStream bytes) {
        if (field.size() > 0 && value.length > field.size()) {
            throw problem(field, "has " + value.length + " bytes, at most " + field.size() + " are allowed");
        }
        bytes.writeBytes(field.size() > 0 ? java.util.Arrays.copyOf(value, field.size()) : value);
    }

    private static IllegalArgumentException problem(DownlinkField field, String message) {
        return new IllegalArgumentException("parameters." + field.id() + ": " + message);
    }
}
