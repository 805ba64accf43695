package hub.decode;

import hub.product.LayoutItem;

/** Reads a run of bits, across byte borders where need be. */
final class BitsStep implements Step {

    private final FieldTarget target;
    private final int width;
    private final boolean signed;
    private final boolean fromLow;

    BitsStep(LayoutItem.Field field, Slots slots, boolean fromLow) {
        this.target = new FieldTarget(field, slots);
        this.width = field.type().size();
        this.signed = field.signed();
        this.fromLow = fromLow;
    }

    @Override
    public void run(Reading reading) {
        int offset = reading.position;
        long have = (reading.limit - (long) offset) * 8 - reading.bit;
        if (have < width) {
            target.missing(reading, offset, (width + 7) / 8, (int) (have / 8));
            return;
        }
        long raw = 0;
        int taken = 0;
        while (taken < width) {
            int current = reading.bytes[reading.position] & 0xFF;
            int count = Math.min(8 - reading.bit, width - taken);
            int mask = (1 << count) - 1;
            if (fromLow) {
                raw |= (long) (current >> reading.bit & mask) << taken;
            } else {
                raw = raw << count | current >> 8 - reading.bit - count & mask;
            }
            taken += count;
            reading.bit += count;
            if (reading.bit == 8) {
                reading.bit = 0;
                reading.position++;
            }
        }
        int unused = 64 - width;
        target.store(signed ? raw << unused >> unused : raw, reading, offset);
    }
}
