package hub.decode;

import hub.contract.ContractViolation;
import hub.product.HexLayout;
import hub.product.LayoutItem;
import java.util.List;

/** Reads binary payloads by a product's layout. */
final class HexDecoder implements PayloadDecoder {

    private final Slots slots;
    private final HexLayout layout;
    private final Step[] checksums;
    private final Step steps;
    private final int tail;
    private final boolean checkTrailing;

    HexDecoder(HexLayout layout, Slots slots) {
        this.slots = slots;
        this.layout = layout;
        this.checksums = layout.checksums().stream().map(ChecksumStep::new).toArray(Step[]::new);
        this.steps = new LayoutCompiler(slots, layout.bitsFromLow()).compile(layout.items());
        this.tail = tail(layout);
        boolean inTurn = layout.items().stream()
                .anyMatch(item ->
                        !(item instanceof LayoutItem.Field field) || field.at().isEmpty());
        this.checkTrailing = inTurn && !layout.trailingAllowed();
    }

    /** How many bytes at the end are claimed by checksums and fields counted from there. */
    static int tail(HexLayout layout) {
        int tail = 0;
        for (LayoutItem item : layout.items()) {
            if (item instanceof LayoutItem.Field field && field.at().orElse(0) < 0) {
                tail = Math.max(tail, -field.at().getAsInt());
            }
        }
        for (hub.product.Checksum checksum : layout.checksums()) {
            tail = Math.max(tail, -checksum.at());
        }
        return tail;
    }

    @Override
    public List<DecodedRecord> decode(byte[] payload, long receivedAt) {
        Reading reading = new Reading(slots);
        reading.record.values[slots.received] = receivedAt;
        readInto(reading, payload);
        return reading.records;
    }

    /** Reads a payload into the reading's record, which JSON may have begun; all records end up in the reading. */
    void readInto(Reading reading, byte[] payload) {
        DecodedRecord main = reading.record;
        int before = reading.records.size();
        try {
            checkSize(payload);
            reading.open(payload, tail);
            main.values[slots.size] = (long) payload.length;
            for (Step checksum : checksums) {
                checksum.run(reading);
            }
            steps.run(reading);
            checkTrailing(reading);
        } catch (DecodeProblem problem) {
            main.fail(problem);
        }
        reading.record = main;
        if (!main.isGood() || reading.records.size() == before || reading.hasMetrics()) {
            reading.records.add(before, main);
        }
    }

    private void checkSize(byte[] payload) {
        int size = payload.length;
        if (size < layout.minimumSize()) {
            throw DecodeProblem.truncated("", 0, layout.minimumSize(), size);
        }
        if (size > layout.maximumSize()) {
            String message = "has " + size + " bytes, more than the " + layout.maximumSize() + " of the product";
            throw new DecodeProblem(
                    "oversized-frame", new ContractViolation("", "oversized", null, layout.maximumSize(), message));
        }
    }

    private void checkTrailing(Reading reading) {
        if (checkTrailing && reading.left() > 0) {
            throw DecodeProblem.at(
                    "",
                    "trailing",
                    reading.left(),
                    reading.position,
                    reading.left() + " bytes are left over; describe them, or set 'trailing: ignore'");
        }
    }
}
