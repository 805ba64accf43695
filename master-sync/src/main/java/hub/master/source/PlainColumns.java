package hub.master.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The columns of a row in the words in which change data capture tells them; what lies deeper is named {@code outer.inner}. */
final class PlainColumns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PlainColumns() {}

    static Map<String, Object> of(Map<?, ?> row) {
        Map<String, Object> columns = new HashMap<>();
        add("", row, columns);
        return columns;
    }

    private static void add(String outer, Map<?, ?> row, Map<String, Object> columns) {
        row.forEach((name, value) -> {
            String column = outer + name;
            if (value instanceof Map<?, ?> inner) {
                add(column + ".", inner, columns);
            } else {
                columns.put(column, plain(value));
            }
        });
    }

    private static Object plain(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number number) {
            return isLarge(number) ? new BigDecimal(number.toString()).toPlainString() : number;
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toString();
        }
        if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
            return value.toString();
        }
        if (value instanceof Date time) {
            return time.toInstant().toString();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof Collection<?> list ? text(list) : value.toString();
    }

    /** Doubles may be written as 1.0E7; decimals of databases of documents have types of their own. */
    private static boolean isLarge(Number number) {
        return number.toString().indexOf('E') > 0 && !Double.isInfinite(number.doubleValue());
    }

    private static String text(Collection<?> list) {
        try {
            return JSON.writeValueAsString(list.stream()
                    .map(each -> each instanceof Map<?, ?> map ? of(map) : plain(each))
                    .toList());
        } catch (JsonProcessingException noJson) {
            return list.toString();
        }
    }
}
