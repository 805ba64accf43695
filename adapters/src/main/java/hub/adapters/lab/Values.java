package hub.adapters.lab;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;

/** Writes DuckDB's values as JSON: times as in the rest of the API, bytes in Base64, numbers that JSON lacks as text. */
final class Values {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int NANOS_OF_MILLI = 1_000_000;

    private Values() {}

    static void write(JsonGenerator json, Object value) throws SQLException, IOException {
        if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Struct || value instanceof Map || value instanceof Array) {
            nested(json, value);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Blob blob) {
            json.writeString(Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length())));
        } else if (value instanceof JsonNode document) {
            json.writeRawValue(document.toString());
        } else {
            json.writeString(text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.getNano() % NANOS_OF_MILLI == 0
                    ? MILLIS.format(time)
                    : time.toInstant().toString();
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toString();
        }
        return value == null ? null : value.toString();
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isFinite(value)) {
                json.writeNumber(number.toString());
            } else {
                json.writeString(number.toString());
            }
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger large) {
            json.writeNumber(large);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void nested(JsonGenerator json, Object value) throws SQLException, IOException {
        if (value instanceof Array array) {
            json.writeStartArray();
            for (Object each : (Object[]) array.getArray()) {
                write(json, each);
            }
            json.writeEndArray();
            return;
        }
        Map<?, ?> fields = value instanceof DuckDBStruct struct ? struct.getMap() : (Map<?, ?>) value;
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            json.writeFieldName(text(field.getKey()));
            write(json, field.getValue());
        }
        json.writeEndObject();
    }
}
