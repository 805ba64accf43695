package hub.product;

/**
 * A checksum that a frame carries.
 *
 * @param algorithm its name
 * @param from first byte it covers; negative counts from the frame's end
 * @param to first byte it does not cover any more; negative counts from the end, 0 means the end
 * @param at its own first byte; negative counts from the end
 * @param order its byte order
 */
public record Checksum(Algorithm algorithm, int from, int to, int at, WordOrder order) {

    /** The algorithms, each with the bytes it takes. */
    public enum Algorithm {
        CRC16_MODBUS("crc16-modbus", 2),
        CRC16_CCITT("crc16-ccitt", 2),
        CRC16_XMODEM("crc16-xmodem", 2),
        CRC16_ARC("crc16-arc", 2),
        CRC32("crc32", 4),
        CRC8("crc8", 1),
        XOR("xor", 1),
        SUM8("sum8", 1),
        SUM16("sum16", 2),
        TWOS_COMPLEMENT8("lrc", 1);

        private final String word;
        private final int size;

        Algorithm(String word, int size) {
            this.word = word;
            this.size = size;
        }

        /** Its name in product files. */
        public String word() {
            return word;
        }

        /** How many bytes it takes. */
        public int size() {
            return size;
        }
    }
}
