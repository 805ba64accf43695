package hub.decode;

import hub.product.LayoutItem;
import java.util.HashSet;
import java.util.Set;

/** What a raw value must be for the frame to be understood at all. */
final class Validity {

    private final double minimum;
    private final double maximum;
    private final Set<String> anyOf;

    Validity(LayoutItem.Valid valid) {
        this.minimum = valid.minimum().orElse(Double.NEGATIVE_INFINITY);
        this.maximum = valid.maximum().orElse(Double.POSITIVE_INFINITY);
        this.anyOf = new HashSet<>(valid.anyOf());
    }

    void check(double number, Object raw, String field, int offset) {
        if (number < minimum || number > maximum) {
            throw DecodeProblem.contract(
                    field, "valid", raw, offset, "must lie between " + minimum + " and " + maximum);
        }
        if (!anyOf.isEmpty() && !anyOf.contains(String.valueOf(raw))) {
            refuse(raw, field, offset);
        }
    }

    void check(String raw, String field, int offset) {
        if (!anyOf.isEmpty() && !anyOf.contains(raw)) {
            refuse(raw, field, offset);
        }
    }

    private void refuse(Object raw, String field, int offset) {
        throw DecodeProblem.contract(field, "valid", raw, offset, "must be " + String.join(" or ", anyOf));
    }
}
