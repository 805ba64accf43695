package hub.adapters.cold;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.TimestampType;

/** A row that a route appends: an entry of a history or of a snapshot of master data, given as values by column name. */
final class HistoryRow implements ColdRow {
    private static final int MONTHS_A_YEAR = 12;
    private static final int FIRST_YEAR = 1970;
    private static final long DAY = 86_400_000;

    private final ColdTable table;
    private final Object[] values;
    private final Instant time;
    private final String key;

    /** @throws IllegalArgumentException when a value that must be there is missing, or the time is none */
    HistoryRow(ColdTable table, Map<String, Object> row) {
        List<NestedField> columns = table.schema().columns();
        this.table = table;
        this.values = new Object[columns.size()];
        this.time = instant(table, row.get(table.timeColumn()));
        for (int at = 0; at < values.length; at++) {
            NestedField column = columns.get(at);
            Object value = row.get(column.name());
            if (value == null && column.isRequired()) {
                throw new IllegalArgumentException(
                        "a row of " + table.sqlName() + " has no " + column.name() + "; give every row one");
            }
            boolean isTime = column.type() instanceof TimestampType;
            values[at] =
                    isTime ? ChronoUnit.MICROS.between(Instant.EPOCH, time) : value == null ? null : value.toString();
        }
        Object named = row.get(table.keyColumn());
        this.key = named == null ? "" : named.toString();
    }

    private static Instant instant(ColdTable table, Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof java.util.Date date) {
            return date.toInstant();
        }
        if (value instanceof Number millis) {
            return Instant.ofEpochMilli(millis.longValue());
        }
        if (value instanceof CharSequence text) {
            return Instant.parse(text);
        }
        throw new IllegalArgumentException("a row of " + table.sqlName() + " has no time in " + table.timeColumn()
                + "; give an Instant, a date, epoch milliseconds or ISO 8601");
    }

    @Override
    public ColdPartition partition() {
        if (table.isByMonth()) {
            var date = time.atZone(ZoneOffset.UTC);
            return new ColdPartition("", (date.getYear() - FIRST_YEAR) * MONTHS_A_YEAR + date.getMonthValue() - 1);
        }
        return new ColdPartition("", (int) Math.floorDiv(time(), DAY));
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public long time() {
        return time.toEpochMilli();
    }

    @Override
    public String id() {
        return (String) values[0];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        return type.cast(values[position]);
    }
}
