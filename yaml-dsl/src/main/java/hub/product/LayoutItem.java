package hub.product;

import hub.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** One element of a hex layout, read in order. */
public sealed interface LayoutItem {

    /**
     * Reads bytes.
     *
     * @param id the metric's name; {@code _name} for a helper that is no metric
     * @param type what the bytes mean
     * @param size for texts and padding: how many bytes; empty means up to the end
     * @param at place in the frame, negative from its end, without moving the reading place; empty means in turn
     * @param order byte order
     * @param signed whether a bit field is two's complement
     * @param conversion what becomes of the raw value
     * @param missing what a frame that ends before this field means
     * @param valid what the raw value must be
     * @param parts bit fields taken out of the raw value
     * @param encoding the character set of a text, the zone of a time
     */
    record Field(
            String id,
            FieldType type,
            Optional<Formula> size,
            OptionalInt at,
            WordOrder order,
            boolean signed,
            Conversion conversion,
            Missing missing,
            Optional<Valid> valid,
            List<Part> parts,
            String encoding)
            implements LayoutItem {}

    /**
     * What a frame that ends before a field means.
     *
     * @param allowed whether it may
     * @param value what the field is then, or empty for absent
     */
    record Missing(boolean allowed, Optional<Object> value) {}

    /**
     * What a raw value must be, else the frame is not understood.
     *
     * @param minimum smallest number
     * @param maximum largest number
     * @param anyOf the only numbers or texts
     */
    record Valid(Optional<Double> minimum, Optional<Double> maximum, List<String> anyOf) {}

    /**
     * Bits taken out of a raw number.
     *
     * @param id the metric's name
     * @param high highest bit, 0 being the least significant
     * @param low lowest bit
     * @param signed two's complement
     * @param conversion what becomes of them
     */
    record Part(String id, int high, int low, boolean signed, Conversion conversion) {}

    /** Computes a value without reading bytes. */
    record Computed(String id, Formula value, Conversion conversion) implements LayoutItem {}

    /**
     * Reads several items, perhaps not at all, repeatedly, in a part of the frame, or as records of their own.
     *
     * @param items what is read
     * @param condition whether it is read
     * @param size bytes it occupies; empty means as many as it reads
     * @param repeat how often
     * @param list whether the values of all repetitions are collected into a list
     * @param record whether each repetition is a telemetry record of its own
     * @param inherit the fields such a record takes over from the frame
     */
    record Block(
            List<LayoutItem> items,
            Optional<Formula> condition,
            Optional<Formula> size,
            Repeat repeat,
            boolean list,
            boolean record,
            List<String> inherit)
            implements LayoutItem {}

    /**
     * How often a block is read.
     *
     * @param kind once, a counted number of times, until a condition, or to the end
     * @param formula the number or the condition
     */
    record Repeat(Kind kind, Optional<Formula> formula) {

        /** Read exactly once. */
        public static final Repeat ONCE = new Repeat(Kind.ONCE, Optional.empty());

        /** Kaitai's kinds of repetition, and none. */
        public enum Kind {
            ONCE,
            EXPR,
            UNTIL,
            EOS
        }
    }

    /**
     * Chooses items by a value.
     *
     * @param on the value
     * @param cases number or text to items
     * @param otherwise items for all other values; empty means that others are not understood
     */
    record Switch(Formula on, Map<String, List<LayoutItem>> cases, Optional<List<LayoutItem>> otherwise)
            implements LayoutItem {}

    /**
     * Reads the blocks whose bits a mask has set, lowest bit first.
     *
     * @param mask the mask
     * @param cases bit number to items
     * @param othersAllowed whether bits without a block may be set; otherwise such a frame is not understood
     */
    record Presence(Formula mask, SortedMap<Integer, List<LayoutItem>> cases, boolean othersAllowed)
            implements LayoutItem {}

    /**
     * Reads tags, each followed by its value, to the end.
     *
     * @param tagSize bytes of a tag, or 0 where each case's tag is as long as it is written
     * @param lengthSize bytes of the length after each tag, 0 for none
     * @param order byte order of tag and length
     * @param cases tag bytes as upper-case hexadecimal digits to items
     * @param unknown what an unknown tag means
     * @param repeatable whether a tag may come twice, the last one counting
     */
    record Tags(
            int tagSize,
            int lengthSize,
            WordOrder order,
            Map<String, List<LayoutItem>> cases,
            UnknownTag unknown,
            boolean repeatable)
            implements LayoutItem {}

    /** What an unknown tag means: a problem, or where lengths are sent, or for the rest of the frame, nothing. */
    enum UnknownTag {
        ERROR,
        SKIP,
        STOP
    }
}
