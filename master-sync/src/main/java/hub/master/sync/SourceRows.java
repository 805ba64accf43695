package hub.master.sync;

import hub.master.mapping.TableMapping;
import hub.message.MasterChange;
import hub.message.MasterChange.Operation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads rows of a legacy table directly, in the very words in which change data capture tells them. */
final class SourceRows {

    private static final int AT_ONCE = 5000;

    private final Connection connection;
    private final String source;
    private final TableMapping mapping;
    private final List<String> keys;

    SourceRows(Connection connection, String source, TableMapping mapping) throws SQLException {
        this.connection = connection;
        this.source = source;
        this.mapping = mapping;
        this.keys = Sql.select(
                connection,
                "select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)"
                        + " where i.indrelid = to_regclass(?) and i.indisprimary",
                row -> row.getString(1),
                LegacySource.quoted(mapping.table()));
    }

    /** The columns that the table has now. */
    List<String> columns() throws SQLException {
        return Sql.select(
                connection,
                "select attname from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped",
                row -> row.getString(1),
                LegacySource.quoted(mapping.table()));
    }

    /** Takes some rows. */
    interface Part {
        void take(List<MasterChange> rows) throws SQLException;
    }

    /** Hands over all rows as they are at one moment, part by part. */
    void each(Part part) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select * from " + LegacySource.quoted(mapping.table()))) {
            statement.setFetchSize(AT_ONCE);
            List<MasterChange> rows = new ArrayList<>(AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(change(row));
                    if (rows.size() == AT_ONCE) {
                        part.take(rows);
                        rows = new ArrayList<>(AT_ONCE);
                    }
                }
            }
            part.take(rows);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The row with these keys as it is now; none when it is gone. */
    List<MasterChange> find(Map<String, Object> wanted) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        wanted.forEach((column, value) -> {
            conditions.add("\"" + column.replace("\"", "") + "\"::text = ?");
            values.add(String.valueOf(value));
        });
        return Sql.select(
                connection,
                "select * from " + LegacySource.quoted(mapping.table()) + " where " + String.join(" and ", conditions),
                this::change,
                values.toArray());
    }

    private MasterChange change(ResultSet row) throws SQLException {
        Map<String, Object> data = new HashMap<>();
        int columns = row.getMetaData().getColumnCount();
        for (int column = 1; column <= columns; column++) {
            data.put(row.getMetaData().getColumnName(column), value(row, column));
        }
        Map<String, Object> key = new HashMap<>();
        keys.forEach(name -> key.put(name, data.get(name)));
        return new MasterChange(source, Operation.UPSERT, mapping.table(), data, key, List.of(), 0, 0);
    }

    private static Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        String type = row.getMetaData().getColumnTypeName(column);
        return switch (type) {
            case "timestamptz" ->
                row.getObject(column, OffsetDateTime.class).toInstant().toString();
            case "timestamp" -> row.getObject(column, LocalDateTime.class).toString();
            case "date" -> row.getObject(column, LocalDate.class).toString();
            case "bytea" -> HexFormat.of().formatHex(row.getBytes(column));
            default -> row.getMetaData().getColumnType(column) == Types.ARRAY ? row.getString(column) : value;
        };
    }
}
