package hub.product;

/** The order in which the bytes of a number are sent, the last two as Modbus devices do with 16-bit words. */
public enum WordOrder {
    BE,
    LE,
    /** Big-endian words, the low word first. */
    CDAB,
    /** Little-endian within each word, the high word first. */
    BADC;

    /** For a number of {@code size} bytes: the place of each byte, most significant first. */
    public int[] places(int size) {
        int[] places = new int[size];
        for (int index = 0; index < size; index++) {
            places[index] = switch (this) {
                case BE -> index;
                case LE -> size - 1 - index;
                case CDAB -> size - 2 - (index / 2) * 2 + index % 2;
                case BADC -> index ^ 1;
            };
        }
        return places;
    }
}
