package hub.decode;

import hub.contract.ContractViolation;
import hub.decode.CsvColumns.Bound;
import hub.product.CsvMapping;
import hub.product.ProductSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads CSV bodies: each row is a record, and a bad row spoils no other. */
final class CsvDecoder implements PayloadDecoder {

    private final CsvMapping mapping;
    private final CsvColumns columns;
    private final Slots slots;

    CsvDecoder(CsvMapping mapping, ProductSpec spec, Slots slots) {
        this.mapping = mapping;
        this.columns = new CsvColumns(mapping, spec, slots);
        this.slots = slots;
    }

    @Override
    public List<DecodedRecord> decode(byte[] payload, long receivedAt) {
        List<CsvText.Row> rows = CsvText.rows(CsvText.decode(payload, mapping.encoding()), mapping);
        if (CsvText.isTooMany(rows)) {
            String message = "more than " + Reading.MOST_RECORDS + " rows in one message; split it";
            return List.of(DecodedRecord.failed(problem("", null, message)));
        }
        int first = mapping.header() ? 1 : 0;
        if (rows.size() <= first || rows.get(0).isBroken() && first == 1) {
            String message = first == 1 ? "no row behind the header line" : "the body has no row";
            return List.of(DecodedRecord.failed(problem("", null, message + "; send at least one")));
        }
        List<String> header = mapping.header() ? rows.get(0).fields() : List.of();
        List<Bound> bound = columns.bind(header);
        if (mapping.header() && bound.stream().noneMatch(column -> column.index() >= 0)) {
            return List.of(DecodedRecord.failed(problem(
                    "",
                    header,
                    "the header names none of the product's columns; mend it, or 'fields' of the product")));
        }
        List<DecodedRecord> out = new ArrayList<>(rows.size());
        for (CsvText.Row row : rows.subList(first, rows.size())) {
            DecodedRecord record = read(row, header, bound, receivedAt);
            record.place = "row " + row.line();
            record.row = row;
            record.header = header;
            out.add(record);
        }
        return out;
    }

    private DecodedRecord read(CsvText.Row row, List<String> header, List<Bound> bound, long receivedAt) {
        if (row.isBroken()) {
            return DecodedRecord.failed(
                    problem("", row.text(), "is not CSV; close quotes, and double those inside a quoted field"));
        }
        List<String> fields = row.fields();
        if (mapping.header() && fields.size() != header.size()) {
            return DecodedRecord.failed(problem(
                    "",
                    String.join(String.valueOf(mapping.delimiter()), fields),
                    "has " + fields.size() + " fields but the header has " + header.size()));
        }
        Reading reading = new Reading(slots);
        reading.record.values[slots.received] = receivedAt;
        for (Bound column : bound) {
            int before = reading.record.problems.size();
            String text = column.index() >= 0 && column.index() < fields.size() ? fields.get(column.index()) : "";
            boolean absent = text.isBlank() || mapping.empty().contains(text.strip());
            take(column, absent ? null : text, reading);
            name(column, reading.record, before);
        }
        return reading.record;
    }

    private void take(Bound column, String text, Reading reading) {
        if (column.reader() != null) {
            column.reader().takeText(text, reading, mapping.decimalComma());
        } else if (text != null) {
            if (reading.record.further.isEmpty()) {
                reading.record.further = new LinkedHashMap<>();
            }
            reading.record.further.put(column.name(), ValueReader.guess(text, mapping.decimalComma()));
        }
    }

    /** Adds the column to what was found wrong in it. */
    private static void name(Bound column, DecodedRecord record, int before) {
        for (int at = before; at < record.problems.size(); at++) {
            ContractViolation found = record.problems.get(at);
            String place =
                    "column " + (column.index() + 1) + (column.name().isEmpty() ? "" : " '" + column.name() + "'");
            record.problems.set(
                    at,
                    new ContractViolation(
                            found.field(), found.rule(), found.value(), -1, place + ": " + found.message()));
        }
    }

    private static DecodeProblem problem(String field, Object value, String message) {
        return new DecodeProblem("bad-csv", new ContractViolation(field, "csv", value, -1, message));
    }
}
