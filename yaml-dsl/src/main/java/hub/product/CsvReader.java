package hub.product;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code csv} part of a product file. */
final class CsvReader {

    private final ValueFieldReader fields;

    CsvReader(ConversionReader conversions) {
        this.fields = new ValueFieldReader(conversions);
    }

    CsvMapping read(SpecNode csv) {
        boolean header = csv.get("header").flag(true);
        List<CsvMapping.Column> columns = columns(csv, header);
        if (!header && columns.isEmpty()) {
            csv.problem("without a header the columns must be named; add 'fields' with 'position'");
        }
        String delimiter = csv.get("delimiter").text(",");
        char quote = first(csv.get("quote").text(""), '"');
        char separator = delimiter.equals("\\t") ? '\t' : first(delimiter, ',');
        if (quote == separator) {
            csv.get("quote").problem("delimiter and quote must differ");
        }
        return new CsvMapping(
                header,
                separator,
                quote,
                FieldReader.charset(csv.get("encoding")),
                csv.get("empty").items().stream().map(item -> item.text("")).toList(),
                csv.get("decimal").text(".").equals(","),
                columns,
                csv.get("others").text(columns.isEmpty() ? "metrics" : "ignore").equals("metrics"));
    }

    private static char first(String text, char otherwise) {
        return text.isEmpty() ? otherwise : text.charAt(0);
    }

    private List<CsvMapping.Column> columns(SpecNode csv, boolean header) {
        List<CsvMapping.Column> columns = new ArrayList<>();
        Set<Integer> positions = new HashSet<>();
        for (SpecNode node : csv.get("fields").items()) {
            int position = node.get("position").integer(0);
            if (!header && position == 0) {
                node.problem("without a header a column is found by its place; add 'position'");
            }
            if (position > 0 && !positions.add(position)) {
                node.get("position").problem("column " + position + " is described twice; keep one");
            }
            List<String> names = new ArrayList<>();
            node.get("column").items().forEach(name -> names.add(name.text("")));
            if (names.isEmpty() && position == 0) {
                names.add(node.get("id").text(""));
            }
            columns.add(new CsvMapping.Column(List.copyOf(names), position, fields.read(node)));
        }
        return List.copyOf(columns);
    }
}
