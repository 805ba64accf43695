package hub.product;

import java.util.List;
import java.util.Optional;

/**
 * How a product's binary payload is read.
 *
 * @param items what is read, in order
 * @param checksums what is checked first
 * @param minimumSize fewest bytes
 * @param maximumSize most bytes
 * @param bitsFromLow whether bit runs begin with the least significant bit of a byte
 * @param trailingAllowed whether bytes may be left over
 */
public record HexLayout(
        List<LayoutItem> items,
        List<Checksum> checksums,
        int minimumSize,
        int maximumSize,
        boolean bitsFromLow,
        boolean trailingAllowed) {

    /** The layout of a product's bytes where they come inside a JSON body. */
    public record Embedded(List<JsonPath> paths, BinaryText encoding, Optional<BinaryText> ambiguous) {}

    /** How bytes are written as text. */
    public enum BinaryText {
        HEX,
        BASE64,
        /** By the characters seen. */
        AUTO
    }
}
