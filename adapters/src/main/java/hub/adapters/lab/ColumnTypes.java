package hub.adapters.lab;

import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's types in DuckDB's words. */
public final class ColumnTypes {
    private ColumnTypes() {}

    /** @throws IllegalArgumentException for a type that no table of the hub has */
    public static String of(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
            case STRING -> "VARCHAR";
            case BINARY -> "BLOB";
            case UUID -> "UUID";
            case LIST -> of(type.asListType().elementType()) + "[]";
            case STRUCT ->
                type.asStructType().fields().stream()
                        .map(each -> ViewSql.name(each.name()) + " " + of(each.type()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            default -> throw new IllegalArgumentException("no SQL type for " + type);
        };
    }
}
