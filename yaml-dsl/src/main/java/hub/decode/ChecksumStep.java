package hub.decode;

import hub.contract.ContractViolation;
import hub.product.Checksum;
import java.util.Locale;

/** Checks a frame's checksum before anything is read. */
final class ChecksumStep implements Step {

    private final Checksum checksum;
    private final int size;
    private final int[] places;

    ChecksumStep(Checksum checksum) {
        this.checksum = checksum;
        this.size = checksum.algorithm().size();
        this.places = checksum.order().places(size);
    }

    @Override
    public void run(Reading reading) {
        int length = reading.bytes.length;
        int at = place(checksum.at(), length);
        int from = place(checksum.from(), length);
        int to = checksum.to() == 0 ? length : place(checksum.to(), length);
        if (at < 0 || at + size > length || from < 0 || to < from || to > length) {
            throw DecodeProblem.truncated("checksum", Math.max(0, Math.min(at, length)), size, length - at);
        }
        long sent = 0;
        for (int place : places) {
            sent = sent << 8 | reading.bytes[at + place] & 0xFF;
        }
        long computed = ChecksumSums.compute(checksum.algorithm(), reading.bytes, from, to);
        if (sent != computed) {
            throw new DecodeProblem(
                    "checksum",
                    new ContractViolation(
                            "checksum",
                            checksum.algorithm().word(),
                            hex(sent),
                            at,
                            "computed " + hex(computed) + " over bytes " + from + " to " + (to - 1)
                                    + "; the frame was damaged, or range and algorithm differ from the device's"));
        }
    }

    private String hex(long number) {
        return String.format(Locale.ROOT, "0x%0" + 2 * size + "X", number);
    }

    private static int place(int at, int length) {
        return at >= 0 ? at : length + at;
    }
}
