package hub.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Sends mutations of the shipped products' cases to these products, fast enough for tens of millions: {@code java -cp
 * ... hub.decode.MutationCampaign 10000000 [seed]}.
 */
final class MutationCampaign {

    private static final int LONGEST = 600;
    private static final List<byte[]> WORDS = Stream.of(
                    "\"",
                    ",",
                    "\n",
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    "null",
                    "1e999",
                    "-",
                    "NaN",
                    "true",
                    "0x",
                    "data",
                    "bin",
                    "metrics",
                    "device_timestamp",
                    "9223372036854775808",
                    "\u0000",
                    "\uFEFF",
                    "2026-01-31T12:00:00Z",
                    "nodes",
                    ";")
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final List<Seed> seeds = ShippedProducts.SHIPPED.seeds();
    private final Random random;
    private long good;

    MutationCampaign(long seed) {
        this.random = new Random(seed);
    }

    /** A good or bad message of a product's cases. */
    record Seed(int product, String format, byte[] payload) {}

    /** Runs so many inputs; throws with the input in hexadecimal when one shows a defect. */
    void run(long inputs) {
        for (long at = 0; at < inputs; at++) {
            one();
        }
    }

    /** How many inputs became telemetry. */
    long good() {
        return good;
    }

    private void one() {
        Seed seed = seeds.get(random.nextInt(seeds.size()));
        boolean elsewhere = random.nextInt(16) == 0;
        int product = elsewhere ? random.nextInt(ShippedProducts.SHIPPED.count()) : seed.product();
        String format = elsewhere ? ShippedProducts.FORMATS.get(random.nextInt(4)) : seed.format();
        byte[] payload = seed.payload().clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            payload = mutate(payload);
        }
        try {
            if (ShippedProducts.SHIPPED.read(product, format, payload)) {
                good++;
            }
        } catch (AssertionError | RuntimeException defect) {
            String input = format + " for product number " + product + ": "
                    + HexFormat.of().formatHex(payload);
            throw new AssertionError(input, defect);
        }
    }

    private byte[] mutate(byte[] bytes) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> changed(bytes, at, (byte) (bytes.length == 0 ? 0 : bytes[at] ^ 1 << random.nextInt(8)));
            case 1 -> changed(bytes, at, (byte) random.nextInt(256));
            case 2 -> changed(bytes, at, random.nextBoolean() ? (byte) 0xFF : (byte) 0x7F);
            case 3 -> Arrays.copyOf(bytes, at);
            case 4 -> spliced(bytes, at, WORDS.get(random.nextInt(WORDS.size())), 0);
            case 5 -> spliced(bytes, at, seeds.get(random.nextInt(seeds.size())).payload(), 0);
            default -> spliced(bytes, at, new byte[0], random.nextInt(4));
        };
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        if (bytes.length > 0) {
            bytes[at] = value;
        }
        return bytes;
    }

    /** Puts other bytes in at a place, dropping some that stood there. */
    private static byte[] spliced(byte[] bytes, int at, byte[] other, int dropped) {
        int from = Math.min(bytes.length, at + dropped);
        byte[] result = Arrays.copyOf(bytes, Math.min(LONGEST, at + other.length + bytes.length - from));
        System.arraycopy(
                other, 0, result, Math.min(at, result.length), Math.max(0, Math.min(other.length, result.length - at)));
        int rest = at + other.length;
        if (rest < result.length) {
            System.arraycopy(bytes, from, result, rest, Math.min(bytes.length - from, result.length - rest));
        }
        return result;
    }

    public static void main(String[] arguments) {
        long inputs = Long.parseLong(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        MutationCampaign campaign = new MutationCampaign(seed);
        long begin = System.nanoTime();
        for (long done = 0; done < inputs; done += 1_000_000) {
            campaign.run(Math.min(1_000_000, inputs - done));
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(
                    "%,d inputs, %,d became telemetry, %.0f s, heap after collection %d MB%n",
                    Math.min(done + 1_000_000, inputs), campaign.good(), (System.nanoTime() - begin) / 1e9, heap >> 20);
        }
    }
}
