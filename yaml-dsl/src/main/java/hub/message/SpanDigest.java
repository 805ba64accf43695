package hub.message;

/**
 * How many readings a span holds and a checksum over their identities that does not depend on their order, so that two stores can be
 * compared without carrying the readings.
 *
 * @param readings how many
 * @param checksum the sum of the hashes of {@link Telemetry#id()}, modulo 2^64
 */
public record SpanDigest(long readings, long checksum) {

    /** Of no reading at all. */
    public static final SpanDigest EMPTY = new SpanDigest(0, 0);

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** This digest with one more reading. */
    public SpanDigest with(String readingId) {
        return new SpanDigest(readings + 1, checksum + hash(readingId));
    }

    /** FNV-1a over the characters, 64 bit, then mixed as MurmurHash3 ends, so that near identities lie far apart. */
    private static long hash(String text) {
        long hash = OFFSET_BASIS;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
