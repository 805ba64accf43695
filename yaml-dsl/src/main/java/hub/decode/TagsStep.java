package hub.decode;

import hub.product.LayoutItem.UnknownTag;

/** Reads tags and their values to the end of the part. */
final class TagsStep implements Step {

    private final int tagSize;
    private final int lengthSize;
    private final boolean littleEndian;
    private final UnknownTag unknown;
    private final TagCase[] one;
    private final TagCase[][] two;

    /**
     * What follows one tag.
     *
     * @param step reads it
     * @param slot where its value goes when it may come once only, or -1
     */
    record TagCase(Step step, int slot) {}

    /**
     * @param tagSize 1 or 2, or 0 when {@code one} or {@code two} tells by the first byte
     * @param one cases by one-byte tag
     * @param two cases by first and second byte
     */
    TagsStep(int tagSize, int lengthSize, boolean littleEndian, UnknownTag unknown, TagCase[] one, TagCase[][] two) {
        this.tagSize = tagSize;
        this.lengthSize = lengthSize;
        this.littleEndian = littleEndian;
        this.unknown = unknown;
        this.one = one;
        this.two = two;
    }

    @Override
    public void run(Reading reading) {
        reading.align();
        while (reading.position < reading.limit) {
            int offset = reading.position;
            reading.work(offset);
            int first = reading.bytes[reading.position++] & 0xFF;
            TagCase found = tagSize == 2 ? null : one[first];
            int bytes = 1;
            if (tagSize == 2 || found == null && two[first] != null) {
                found = second(reading, first, offset);
                bytes = 2;
            }
            if (found == null && unknown != UnknownTag.SKIP) {
                if (unknown == UnknownTag.STOP) {
                    reading.position = reading.limit;
                    return;
                }
                throw unknown(reading, offset, bytes);
            }
            read(reading, found, offset);
            reading.align();
        }
    }

    private TagCase second(Reading reading, int first, int offset) {
        if (reading.position >= reading.limit) {
            throw DecodeProblem.truncated("tag", offset, 2, 1);
        }
        int next = reading.bytes[reading.position++] & 0xFF;
        int high = littleEndian && tagSize == 2 ? next : first;
        int low = littleEndian && tagSize == 2 ? first : next;
        return two[high] == null ? null : two[high][low];
    }

    private void read(Reading reading, TagCase found, int offset) {
        if (found != null && found.slot >= 0 && reading.record.values[found.slot] != null) {
            throw DecodeProblem.contract(
                    reading.slots.names.name(found.slot),
                    "duplicate",
                    reading.record.values[found.slot],
                    offset,
                    "the tag came before; send it once, or set 'repeatable' so that the last one counts");
        }
        if (lengthSize == 0) {
            found.step.run(reading);
            return;
        }
        int length = length(reading);
        int from = reading.position;
        if (from + length > reading.limit) {
            throw DecodeProblem.truncated("tag value", from, length, reading.limit - from);
        }
        if (found != null) {
            Window.within(reading, from, from + length, () -> found.step.run(reading));
        }
        reading.position = from + length;
    }

    private int length(Reading reading) {
        int from = reading.position;
        if (from + lengthSize > reading.limit) {
            throw DecodeProblem.truncated("length", from, lengthSize, reading.limit - from);
        }
        reading.position += lengthSize;
        int first = reading.bytes[from] & 0xFF;
        if (lengthSize == 1) {
            return first;
        }
        int next = reading.bytes[from + 1] & 0xFF;
        return littleEndian ? next << 8 | first : first << 8 | next;
    }

    private static DecodeProblem unknown(Reading reading, int offset, int bytes) {
        StringBuilder tag = new StringBuilder("0x");
        for (int index = offset; index < offset + bytes; index++) {
            tag.append(String.format("%02X", reading.bytes[index]));
        }
        return DecodeProblem.contract(
                "tag",
                "unknown-tag",
                tag.toString(),
                offset,
                "the product does not know this tag; add it to 'tags', or mend the device");
    }
}
