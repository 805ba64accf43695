package hub.decode;

import hub.contract.ContractViolation;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes dead letters that can be read by people and retried by machines without doubling their good neighbours. */
final class DeadLetterWriter {

    private DeadLetterWriter() {}

    /**
     * A dead letter.
     *
     * @param product its product, or null when unknown
     * @param part the record's number in the frame, or -1 for the frame as a whole
     */
    static DeadLetter of(RawFrame frame, CompiledProduct product, DecodedRecord record, int part, long now) {
        byte[] excerpt = part < 0 ? null : excerpt(product, record);
        Map<String, String> headers = frame.headers();
        if (part >= 0) {
            headers.put("record", Integer.toString(part));
            if (excerpt == null) {
                headers.put("format", plainFormat(frame) + ";record=" + part);
            }
        }
        String prefix = record.place.isEmpty() ? "" : record.place + ", ";
        List<String> problems = record.problems.stream()
                .map(ContractViolation::toString)
                .map(prefix::concat)
                .toList();
        return new DeadLetter(
                part < 0 ? frame.position().toString() : frame.position() + "-" + part,
                Instant.ofEpochMilli(now),
                "standardize",
                record.reason,
                problems,
                "standardize-telemetry",
                frame.deviceId(),
                product == null ? frame.productId() : product.product.id(),
                product == null ? "" : product.product.version(),
                1,
                headers,
                excerpt == null ? frame.payload() : excerpt);
    }

    private static String plainFormat(RawFrame frame) {
        int cut = frame.format().indexOf(';');
        return cut < 0 ? frame.format() : frame.format().substring(0, cut);
    }

    /** The record as a body of its own, or null when only the whole payload can be read. */
    private static byte[] excerpt(CompiledProduct product, DecodedRecord record) {
        if (record.source != null) {
            return record.source.toString().getBytes(StandardCharsets.UTF_8);
        }
        return record.row == null
                ? null
                : CsvText.write(
                        record.header, record.row, product.product.spec().csv().orElseThrow());
    }
}
