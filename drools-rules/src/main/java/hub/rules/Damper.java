package hub.rules;

import hub.message.AlarmExplanation;

/** How long and how often one row's condition has been met by one device, on the clock of arrival. */
final class Damper {
    static final long NEVER = Long.MIN_VALUE;

    private final String row;
    private long since = NEVER;
    private long ring;
    private int size;
    private AlarmExplanation explanation;

    Damper(String row) {
        this.row = row;
    }

    Damper(String row, AlarmExplanation explanation) {
        this.row = row;
        this.explanation = explanation;
    }

    String row() {
        return row;
    }

    long since() {
        return since;
    }

    long ring() {
        return ring;
    }

    int size() {
        return size;
    }

    /** Why the row was met when it began to hold. */
    AlarmExplanation explanation() {
        return explanation;
    }

    void restore(long newSince, long newRing, int newSize) {
        since = newSince;
        ring = newRing;
        size = newSize;
    }

    /** Whether this hit begins a new stretch. */
    boolean hit(long arrival, RuleRow rule, AlarmExplanation why) {
        push(rule, 1);
        if (since != NEVER) {
            return false;
        }
        since = arrival;
        explanation = why;
        return true;
    }

    void miss(RuleRow rule) {
        since = NEVER;
        push(rule, 0);
    }

    private void push(RuleRow rule, int bit) {
        int window = rule.dampening().window();
        if (window > 0) {
            long mask = window == 64 ? -1L : (1L << window) - 1;
            ring = (ring << 1 | bit) & mask;
            size = Math.min(size + 1, window);
        }
    }

    /** Whether nothing is left to hope for. */
    boolean isIdle() {
        return since == NEVER && ring == 0;
    }

    boolean isSatisfied(RuleRow rule, long arrival) {
        RuleRow.Dampening wanted = rule.dampening();
        boolean held = wanted.forMillis() == 0 || since != NEVER && arrival - since >= wanted.forMillis();
        return held && (wanted.window() == 0 || Long.bitCount(ring) >= wanted.hits());
    }
}
