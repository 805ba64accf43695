package hub.decode;

import hub.product.FieldType;
import hub.product.LayoutItem;

/** Reads a number of 1 to 8 whole bytes. */
final class NumberStep implements Step {

    private final FieldTarget target;
    private final FieldType.Kind kind;
    private final int size;
    private final int[] places;
    private final boolean inTurn;
    private final int at;

    NumberStep(LayoutItem.Field field, Slots slots) {
        this.target = new FieldTarget(field, slots);
        this.kind = field.type().kind();
        this.size = field.type().size();
        this.places = field.order().places(size);
        this.inTurn = field.at().isEmpty();
        this.at = field.at().orElse(0);
    }

    @Override
    public void run(Reading reading) {
        int from;
        int stop;
        if (inTurn) {
            reading.align();
            from = reading.position;
            stop = reading.limit;
        } else {
            from = at >= 0 ? reading.start + at : reading.end + at;
            stop = reading.end;
        }
        if (from < reading.start || from + size > stop) {
            target.missing(reading, from, size, stop - from);
            return;
        }
        if (inTurn) {
            reading.position = from + size;
        }
        long raw = 0;
        for (int place : places) {
            raw = raw << 8 | reading.bytes[from + place] & 0xFF;
        }
        store(raw, reading, from);
    }

    private void store(long raw, Reading reading, int from) {
        switch (kind) {
            case UNSIGNED -> {
                if (raw < 0) {
                    target.store(raw, unsigned(raw), reading, from);
                } else {
                    target.store(raw, reading, from);
                }
            }
            case SIGNED -> target.store(raw << 64 - 8 * size >> 64 - 8 * size, reading, from);
            case OFFSET_BINARY -> target.store(raw - (1L << 8 * size - 1), reading, from);
            case SIGN_MAGNITUDE -> {
                long sign = 1L << 8 * size - 1;
                target.store((raw & sign) == 0 ? raw : -(raw & ~sign), reading, from);
            }
            case BCD -> target.store(decimal(raw, from), reading, from);
            default -> target.store(raw, fraction(raw), reading, from);
        }
    }

    private double fraction(long raw) {
        return switch (size) {
            case 2 -> Decimals.of(Decimals.ofHalf((int) raw));
            case 4 -> Decimals.of(Float.intBitsToFloat((int) raw));
            default -> Double.longBitsToDouble(raw);
        };
    }

    private static double unsigned(long raw) {
        return (raw >>> 1) * 2.0 + (raw & 1);
    }

    private long decimal(long raw, int from) {
        long value = 0;
        for (int shift = size * 8 - 4; shift >= 0; shift -= 4) {
            int digit = (int) (raw >>> shift & 0xF);
            if (digit > 9) {
                throw DecodeProblem.contract(
                        target.field(),
                        "bcd",
                        Long.toHexString(raw),
                        from,
                        "has a digit above 9; check type and place");
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
