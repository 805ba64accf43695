package hub.decode;

import hub.contract.ContractViolation;
import hub.contract.RuleMode;
import hub.product.LayoutItem;

/** Where a field's raw value goes: checked, split into parts, converted, and kept in its slot. */
final class FieldTarget {

    private final String field;
    private final int slot;
    private final Converter converter;
    private final LayoutItem.Missing missing;
    private final Validity validity;
    private final PartTarget[] parts;

    FieldTarget(LayoutItem.Field field, Slots slots) {
        this.field = field.id();
        this.slot = slots.of(field.id());
        this.converter = new Converter(field.conversion(), slots);
        this.missing = field.missing();
        this.validity = field.valid().map(Validity::new).orElse(null);
        this.parts =
                field.parts().stream().map(part -> new PartTarget(part, slots)).toArray(PartTarget[]::new);
    }

    String field() {
        return field;
    }

    /** The frame ended before the field. */
    void missing(Reading reading, int offset, int wanted, int left) {
        if (!missing.allowed()) {
            throw DecodeProblem.truncated(field, offset, wanted, left);
        }
        missing.value().ifPresent(value -> reading.set(slot, value, -1));
    }

    void store(long raw, Reading reading, int offset) {
        if (validity != null) {
            validity.check(raw, raw, field, offset);
        }
        for (PartTarget part : parts) {
            part.store(raw, reading, offset);
        }
        if (slot >= 0) {
            reading.set(slot, converter.convert(raw, reading, field, offset), offset);
        }
    }

    void store(long bits, double raw, Reading reading, int offset) {
        if (!Double.isFinite(raw)) {
            notANumber(raw, reading, offset);
            return;
        }
        if (validity != null) {
            validity.check(raw, raw, field, offset);
        }
        for (PartTarget part : parts) {
            part.store(bits, reading, offset);
        }
        reading.set(slot, converter.convert(raw, reading, field, offset), offset);
    }

    void store(String raw, Reading reading, int offset) {
        if (validity != null) {
            validity.check(raw, field, offset);
        }
        if (slot >= 0) {
            reading.set(slot, converter.convertAny(raw, reading, field, offset), offset);
        }
    }

    private void notANumber(double raw, Reading reading, int offset) {
        if (missing.allowed()) {
            missing.value().ifPresent(value -> reading.set(slot, value, -1));
        } else {
            String message = "is not a number; mend the device, or make the field optional";
            reading.record.add(
                    RuleMode.ENFORCE, new ContractViolation(field, "type", String.valueOf(raw), offset, message));
        }
    }

    /** One bit field. */
    private static final class PartTarget {

        private final String field;
        private final int slot;
        private final int low;
        private final int unused;
        private final boolean signed;
        private final Converter converter;

        PartTarget(LayoutItem.Part part, Slots slots) {
            this.field = part.id();
            this.slot = slots.of(part.id());
            this.low = part.low();
            this.unused = 63 - (part.high() - part.low());
            this.signed = part.signed();
            this.converter = new Converter(part.conversion(), slots);
        }

        void store(long raw, Reading reading, int offset) {
            long shifted = raw >>> low << unused;
            long bits = signed ? shifted >> unused : shifted >>> unused;
            reading.set(slot, converter.convert(bits, reading, field, offset), offset);
        }
    }
}
