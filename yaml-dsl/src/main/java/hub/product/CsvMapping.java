package hub.product;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How a product's CSV rows are read.
 *
 * @param header whether the first row names the columns
 * @param delimiter between fields
 * @param quote around fields that contain the delimiter
 * @param encoding the character set; a byte order mark always wins
 * @param empty texts that mean absent, besides the empty one
 * @param decimalComma whether numbers are written with a comma
 * @param columns what the columns mean; without any, the header's names are the metrics' names
 * @param others whether columns that are not named are read as metrics
 */
public record CsvMapping(
        boolean header,
        char delimiter,
        char quote,
        Charset encoding,
        List<String> empty,
        boolean decimalComma,
        List<Column> columns,
        boolean others) {

    /**
     * One column.
     *
     * @param names its header's name, or other names it also goes by
     * @param position its place from 1, or 0 when the header's name finds it
     * @param field what it means
     */
    public record Column(List<String> names, int position, ValueField field) {}
}
