package hub.message;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the identity under which the frames of one read can be followed through every stage and log. */
public final class TraceId {

    private TraceId() {}

    /** A new trace id: 32 hexadecimal digits, as W3C Trace Context writes them. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
