package hub.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the {@code hex} part of a product file. */
final class HexReader {

    private static final int LONGEST_FRAME = 65_536;

    private final ConversionReader conversions;

    HexReader(ConversionReader conversions) {
        this.conversions = conversions;
    }

    HexLayout read(SpecNode hex) {
        WordOrder order = hex.get("endian").oneOf(WordOrder.class, WordOrder.BE);
        SpecNode size = hex.get("size");
        int exact = size.integer(0);
        int minimum = exact > 0 ? exact : size.get("min").integer(0);
        int maximum = exact > 0 ? exact : size.get("max").integer(LONGEST_FRAME);
        if (minimum > maximum) {
            size.problem("min is larger than max; exchange them");
        }
        List<LayoutItem> items = new ItemReader(conversions, order).readAll(hex.get("seq"));
        return new HexLayout(
                items,
                checksums(hex.get("checksum")),
                minimum,
                maximum,
                hex.get("bit-endian").text("be").equals("le"),
                hex.get("trailing").text("error").equals("ignore"));
    }

    private static List<Checksum> checksums(SpecNode node) {
        List<Checksum> checksums = new ArrayList<>();
        for (SpecNode sum : node.items()) {
            String word = sum.get("algorithm").text("");
            for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
                if (algorithm.word().equals(word.toLowerCase(Locale.ROOT))) {
                    int at = sum.get("at").integer(-algorithm.size());
                    checksums.add(new Checksum(
                            algorithm,
                            sum.get("from").integer(0),
                            sum.get("to").integer(at),
                            at,
                            sum.get("endian").oneOf(WordOrder.class, WordOrder.BE)));
                }
            }
        }
        return checksums;
    }
}
