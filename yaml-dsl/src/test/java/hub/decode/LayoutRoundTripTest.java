package hub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import hub.product.Product;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random layouts with random values, written by an encoder that shares nothing with the decoder, are read back. */
class LayoutRoundTripTest {

    private static final List<String> ORDERS = List.of("be", "le", "cdab", "badc");

    private final Random random = new Random(2026);

    @Test
    void readsBackWhateverAnIndependentEncoderWrites() {
        for (int round = 0; round < 150; round++) {
            List<String> items = new ArrayList<>();
            Map<String, Object> values = new LinkedHashMap<>();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            int fields = 1 + random.nextInt(8);
            for (int field = 0; field < fields; field++) {
                if (random.nextInt(4) == 0) {
                    writeBits(items, values, frame);
                } else {
                    writeNumber(items, values, frame);
                }
            }
            Product product =
                    TestingFrames.product("productId: prod-x\nhex:\n  seq:\n    - " + String.join("\n    - ", items));
            StandardizedBatch batch = TestingFrames.read(product, "hex", frame.toByteArray());
            assertThat(batch.deadLetters()).as(items.toString()).isEmpty();
            assertThat(batch.telemetry().get(0).metrics()).as(items.toString()).isEqualTo(values);
        }
    }

    private void writeNumber(List<String> items, Map<String, Object> values, ByteArrayOutputStream frame) {
        String kind = List.of("u", "s", "bcd", "ob", "sm").get(random.nextInt(5));
        int size = 1 + random.nextInt(7);
        String order = ORDERS.get(random.nextInt(size % 2 == 0 ? 4 : 2));
        BigInteger bits = BigInteger.valueOf(random.nextLong()).and(mask(8 * size));
        BigInteger sign = BigInteger.ONE.shiftLeft(8 * size - 1);
        BigInteger value = switch (kind) {
            case "s" -> bits.testBit(8 * size - 1) ? bits.subtract(sign.shiftLeft(1)) : bits;
            case "ob" -> bits.subtract(sign);
            case "sm" ->
                bits.testBit(8 * size - 1) ? bits.clearBit(8 * size - 1).negate() : bits;
            case "bcd" -> bits.mod(BigInteger.TEN.pow(2 * size));
            default -> bits;
        };
        BigInteger raw = kind.equals("bcd") ? new BigInteger(value.toString(), 16) : bits;
        frame.writeBytes(ordered(raw, size, order));
        String name = "m" + values.size();
        values.put(name, value.longValueExact());
        items.add("{ id: " + name + ", type: " + kind + size + ", endian: " + order + " }");
    }

    private void writeBits(List<String> items, Map<String, Object> values, ByteArrayOutputStream frame) {
        BigInteger run = BigInteger.ZERO;
        int width = 0;
        while (width == 0 || width % 8 != 0 && random.nextInt(5) != 0) {
            int size = 1 + random.nextInt(40);
            boolean signed = random.nextBoolean();
            BigInteger bits = BigInteger.valueOf(random.nextLong()).and(mask(size));
            run = run.shiftLeft(size).or(bits);
            width += size;
            String name = "m" + values.size();
            boolean negative = signed && bits.testBit(size - 1);
            values.put(name, (negative ? bits.subtract(BigInteger.ONE.shiftLeft(size)) : bits).longValueExact());
            items.add("{ id: " + name + ", type: b" + size + ", signed: " + signed + " }");
        }
        int bytes = (width + 7) / 8;
        frame.writeBytes(ordered(run.shiftLeft(bytes * 8 - width), bytes, "be"));
        items.add("{ id: _aligned" + values.size() + ", type: hex, size: 0 }");
    }

    private static BigInteger mask(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    private static byte[] ordered(BigInteger number, int size, String order) {
        byte[] bytes = new byte[size];
        for (int place = 0; place < size; place++) {
            bytes[size - 1 - place] = number.shiftRight(8 * place).byteValue();
        }
        byte[] sent = new byte[size];
        for (int index = 0; index < size; index++) {
            int word = index / 2;
            sent[index] = switch (order) {
                case "le" -> bytes[size - 1 - index];
                case "cdab" -> bytes[(size / 2 - 1 - word) * 2 + index % 2];
                case "badc" -> bytes[word * 2 + 1 - index % 2];
                default -> bytes[index];
            };
        }
        return sent;
    }
}
