package hub.decode;

import hub.formula.Formula;

/** Reads the blocks that a mask announces, lowest bit first. */
final class PresenceStep implements Step {

    private final Formula mask;
    private final Step[] cases;
    private final boolean othersAllowed;

    /** @param cases by bit number, null where a bit announces nothing */
    PresenceStep(Formula mask, Step[] cases, boolean othersAllowed) {
        this.mask = mask;
        this.cases = cases;
        this.othersAllowed = othersAllowed;
    }

    @Override
    public void run(Reading reading) {
        double number = mask.number(reading);
        if (!(number >= 0)) {
            return;
        }
        long bits = (long) number;
        while (bits != 0) {
            int bit = Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
            Step step = bit < cases.length ? cases[bit] : null;
            if (step != null) {
                step.run(reading);
            } else if (!othersAllowed) {
                throw DecodeProblem.contract(
                        mask.text(),
                        "unknown-bit",
                        (long) number,
                        reading.position,
                        "bit " + bit + " announces something the product does not describe; add it to 'cases'");
            }
        }
    }
}
