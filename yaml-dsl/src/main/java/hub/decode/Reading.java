package hub.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The state of reading one payload: the bytes with a place in them, and the record being filled. */
final class Reading implements Function<String, Object> {

    /** More records than any device packs into one frame. */
    static final int MOST_RECORDS = 4096;

    final Slots slots;
    final List<DecodedRecord> records = new ArrayList<>(1);
    DecodedRecord record;
    byte[] bytes = {};

    /** The first byte of the part being read, and the first byte after it. */
    int start;

    int end;

    /** Where reading in turn must stop: bytes claimed from the tail lie behind. */
    int limit;

    int position;

    /** Bits of the byte at {@link #position} that a bit run has taken already. */
    int bit;

    private int steps;

    Reading(Slots slots) {
        this.slots = slots;
        this.record = blank();
    }

    DecodedRecord blank() {
        int size = slots.names.size();
        return new DecodedRecord(new Object[size], new int[size]);
    }

    /** Begins to read these bytes. */
    void open(byte[] payload, int tail) {
        bytes = payload;
        start = 0;
        position = 0;
        bit = 0;
        end = payload.length;
        limit = Math.max(0, payload.length - tail);
    }

    void set(int slot, Object value, int offset) {
        if (slot >= 0) {
            record.values[slot] = value;
            record.offsets[slot] = offset;
            if (slot == slots.deviceTimestamp) {
                record.timeSource = "";
            }
        }
    }

    /** Skips what is left of a byte whose first bits were taken. */
    void align() {
        if (bit > 0) {
            bit = 0;
            position++;
        }
    }

    int left() {
        return limit - position - (bit > 0 ? 1 : 0);
    }

    /** Counts work, so that no layout makes a small frame cost much. */
    void work(int offset) {
        if (++steps > 20_000) {
            throw DecodeProblem.at("", "too-much", null, offset, "the layout repeats without end on this frame");
        }
    }

    void keep(DecodedRecord finished) {
        if (records.size() >= MOST_RECORDS) {
            throw DecodeProblem.at("", "too-much", null, position, "more than " + MOST_RECORDS + " records");
        }
        records.add(finished);
    }

    boolean hasMetrics() {
        for (int slot = 0; slot < slots.visible; slot++) {
            if (record.values[slot] != null) {
                return true;
            }
        }
        return !record.further.isEmpty();
    }

    @Override
    public Object apply(String name) {
        int slot = slots.names.slot(name);
        return slot < 0 ? null : record.values[slot];
    }
}
