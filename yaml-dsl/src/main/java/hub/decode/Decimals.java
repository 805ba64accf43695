package hub.decode;

/** Takes the noise of binary fractions off numbers that people wrote or measured in decimals. */
final class Decimals {

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Decimals() {}

    /** The decimal number that a 32-bit float stands for: 21.7, not 21.700000762939453. */
    static double of(float number) {
        for (double power : POWERS) {
            double rounded = Math.rint(number * power) / power;
            if ((float) rounded == number) {
                return rounded;
            }
        }
        return Float.isFinite(number) ? Double.parseDouble(Float.toString(number)) : number;
    }

    /** A computed number without the last three of its sixteen digits, where these are noise. */
    static double tidy(double number) {
        for (double power : POWERS) {
            double rounded = Math.rint(number * power) / power;
            if (Math.abs(rounded - number) <= Math.abs(number) * 1e-13) {
                return rounded;
            }
        }
        return number;
    }

    /** An IEEE 754 half-precision number. */
    static float ofHalf(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            float tiny = fraction * 0x1p-24f;
            return sign == 0 ? tiny : -tiny;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
