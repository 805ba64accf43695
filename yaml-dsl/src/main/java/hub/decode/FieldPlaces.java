package hub.decode;

import hub.product.Checksum;
import hub.product.FieldType;
import hub.product.HexLayout;
import hub.product.LayoutItem;
import hub.product.Product;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds where each field of a product's binary layout lies in one payload, for people who look at bytes. */
public final class FieldPlaces {

    private static final int MOST = 4096;

    private final List<Place> places = new ArrayList<>();

    private FieldPlaces() {}

    /**
     * The bytes of one field; what no place covers are tags, lengths and what nobody reads.
     *
     * @param field its name; the names of its bit fields where it has none itself; empty for padding
     * @param offset its first byte
     * @param length how many bytes
     */
    public record Place(String field, int offset, int length) {}

    /** The places in the order of their bytes, up to where the payload cannot be understood any more. */
    public static List<Place> of(Product product, byte[] payload) {
        return product.spec()
                .hex()
                .map(layout -> new FieldPlaces().find(layout, Slots.of(product.spec()), payload))
                .orElse(List.of());
    }

    private List<Place> find(HexLayout layout, Slots slots, byte[] payload) {
        Reading reading = new Reading(slots);
        reading.record.values[slots.received] = 0L;
        reading.record.values[slots.size] = (long) payload.length;
        reading.open(payload, HexDecoder.tail(layout));
        for (Checksum checksum : layout.checksums()) {
            int at = checksum.at() < 0 ? payload.length + checksum.at() : checksum.at();
            keep("checksum", at, checksum.algorithm().size(), payload.length);
        }
        try {
            new LayoutCompiler(slots, layout.bitsFromLow(), this::followed)
                    .compile(layout.items())
                    .run(reading);
        } catch (DecodeProblem end) {
            // the trial tells what is wrong; what was read until then lies where it lies
        }
        return places.stream()
                .sorted(Comparator.comparingInt(Place::offset).thenComparingInt(Place::length))
                .toList();
    }

    private Step followed(LayoutItem.Field field, Step step) {
        boolean inTurn = field.at().isEmpty();
        boolean bits = field.type().kind() == FieldType.Kind.BITS;
        return reading -> {
            if (inTurn && !bits) {
                reading.align();
            }
            int from = inTurn ? reading.position : fixed(field, reading);
            try {
                step.run(reading);
            } finally {
                int length = inTurn
                        ? reading.position - from + (reading.bit > 0 ? 1 : 0)
                        : fixedLength(field, reading, from);
                keep(name(field), from, length, reading.bytes.length);
            }
        };
    }

    private static int fixed(LayoutItem.Field field, Reading reading) {
        int at = field.at().orElseThrow();
        return at >= 0 ? reading.start + at : reading.end + at;
    }

    private static int fixedLength(LayoutItem.Field field, Reading reading, int from) {
        if (field.type().kind().isNumber()) {
            return field.type().size();
        }
        return field.size().map(size -> (int) size.number(reading)).orElse(reading.end - from);
    }

    private static String name(LayoutItem.Field field) {
        return field.id().isEmpty()
                ? field.parts().stream().map(LayoutItem.Part::id).collect(Collectors.joining(", "))
                : field.id();
    }

    private void keep(String field, int offset, int length, int size) {
        if (length > 0 && offset >= 0 && offset + length <= size && places.size() < MOST) {
            places.add(new Place(field, offset, length));
        }
    }
}
