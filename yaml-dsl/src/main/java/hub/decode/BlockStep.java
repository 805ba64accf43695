package hub.decode;

import hub.formula.Formula;
import hub.product.LayoutItem;
import java.util.ArrayList;
import java.util.List;

/** Reads several items on a condition, repeatedly, within a part of the frame, or as records of their own. */
final class BlockStep implements Step {

    private final Step inner;
    private final Formula condition;
    private final Formula size;
    private final LayoutItem.Repeat repeat;
    private final boolean record;
    private final int[] inherited;
    private final int[] listSlots;

    /**
     * @param inner the items, compiled
     * @param inherited slots that a record takes over from the frame
     * @param listSlots slots that repetitions without records of their own collect into lists
     */
    BlockStep(LayoutItem.Block block, Step inner, int[] inherited, int[] listSlots) {
        this.inner = inner;
        this.condition = block.condition().orElse(null);
        this.size = block.size().orElse(null);
        this.repeat = block.repeat();
        this.record = block.record();
        this.inherited = inherited;
        this.listSlots = listSlots;
    }

    @Override
    public void run(Reading reading) {
        if (condition != null && !condition.test(reading)) {
            return;
        }
        if (size == null) {
            repeated(reading);
            return;
        }
        reading.align();
        int stop = reading.position + count(size, reading);
        if (stop > reading.limit) {
            throw DecodeProblem.truncated("", reading.position, stop - reading.position, reading.left());
        }
        Window.within(reading, reading.position, stop, () -> repeated(reading));
        reading.position = stop;
    }

    private void repeated(Reading reading) {
        if (repeat.kind() == LayoutItem.Repeat.Kind.ONCE) {
            once(reading);
            return;
        }
        Object outerIndex = reading.record.values[reading.slots.index];
        List<List<Object>> lists = record ? List.of() : lists();
        int times = repeat.kind() == LayoutItem.Repeat.Kind.EXPR
                ? count(repeat.formula().orElseThrow(), reading)
                : Integer.MAX_VALUE;
        boolean until = repeat.kind() == LayoutItem.Repeat.Kind.UNTIL;
        boolean toEnd = repeat.kind() == LayoutItem.Repeat.Kind.EOS;
        for (int index = 0; index < times && !(toEnd && reading.left() <= 0); index++) {
            reading.work(reading.position);
            reading.record.values[reading.slots.index] = (long) index;
            int before = reading.position * 8 + reading.bit;
            boolean ended = once(reading, until);
            collect(reading, lists);
            if (ended || toEnd && reading.position * 8 + reading.bit == before) {
                break;
            }
        }
        reading.record.values[reading.slots.index] = outerIndex;
        keepLists(reading, lists);
    }

    private void once(Reading reading) {
        once(reading, false);
    }

    /** Reads once; answers whether the repetition's own condition says that it was the last. */
    private boolean once(Reading reading, boolean until) {
        if (!record) {
            inner.run(reading);
            return until && repeat.formula().orElseThrow().test(reading);
        }
        DecodedRecord outer = reading.record;
        DecodedRecord own = reading.blank();
        own.timeSource = outer.timeSource;
        reading.record = own;
        int visible = reading.slots.visible;
        System.arraycopy(outer.values, visible, own.values, visible, own.values.length - visible);
        for (int slot : inherited) {
            own.values[slot] = outer.values[slot];
            own.offsets[slot] = outer.offsets[slot];
        }
        inner.run(reading);
        boolean last = until && repeat.formula().orElseThrow().test(reading);
        if (reading.hasMetrics() || !own.isGood()) {
            reading.keep(own);
        }
        reading.record = outer;
        return last;
    }

    private List<List<Object>> lists() {
        List<List<Object>> lists = new ArrayList<>(listSlots.length);
        for (int at = 0; at < listSlots.length; at++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private void collect(Reading reading, List<List<Object>> lists) {
        for (int at = 0; at < lists.size(); at++) {
            Object value = reading.record.values[listSlots[at]];
            if (value != null) {
                lists.get(at).add(value);
            }
        }
    }

    private void keepLists(Reading reading, List<List<Object>> lists) {
        for (int at = 0; at < lists.size(); at++) {
            Object[] values = lists.get(at).toArray();
            reading.record.values[listSlots[at]] = values.length == 0 ? null : List.of(values);
        }
    }

    private static int count(Formula formula, Reading reading) {
        double wanted = formula.number(reading);
        if (!(wanted >= 0 && wanted <= 65_536)) {
            throw DecodeProblem.at("", "size", null, reading.position, "'" + formula + "' gives no usable number here");
        }
        return (int) wanted;
    }
}
