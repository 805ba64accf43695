package hub.adapters.cold;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types.BinaryType;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.TimestampType;

/** The tables of the cold store as they are made; later only the columns of {@code telemetry.metrics} grow. */
enum ColdTable {
    TELEMETRY(
            "device_id",
            "device_timestamp",
            "reading_id",
            text(1, "device_id"),
            text(2, "product_id"),
            time(3, "device_timestamp"),
            maybe(4, "hub_id"),
            optional(5, "hub_timestamp", TimestampType.withZone()),
            maybe(6, "child_device_id"),
            time(7, "ingest_timestamp"),
            text(8, "timestamp_source"),
            maybe(9, "spec_version"),
            text(10, "reading_id"),
            maybe(11, "trace_id")),
    RAW_FRAME(
            "device_id",
            "received_at",
            "",
            text(1, "trace_id"),
            time(2, "received_at"),
            text(3, "device_id"),
            maybe(4, "hub_id"),
            maybe(5, "product_id"),
            maybe(6, "door"),
            maybe(7, "address"),
            maybe(8, "format"),
            maybe(9, "role"),
            optional(10, "payload", BinaryType.get()),
            required(11, "stream_partition", IntegerType.get()),
            text(12, "stream_offset")),
    ALARM_HISTORY(history()),
    CONTROL_HISTORY(history()),
    FIRMWARE_HISTORY(history()),
    MASTER_SNAPSHOT(
            "key",
            "snapshot_at",
            "id",
            text(1, "id"),
            text(2, "table_name"),
            text(3, "key"),
            time(4, "snapshot_at"),
            maybe(5, "document"));

    /** Told to Spark: its vectorized reader does not know DELTA_BYTE_ARRAY, which keeps text a third smaller than what it knows. */
    static final String VECTORIZED = "read.parquet.vectorization.enabled";

    private final String key;
    private final String time;
    private final String id;
    private final Schema schema;

    ColdTable(NestedField... history) {
        this("device_id", "at", "id", history);
    }

    ColdTable(String key, String time, String id, NestedField... columns) {
        this.key = key;
        this.time = time;
        this.id = id;
        this.schema = new Schema(columns);
    }

    private static NestedField[] history() {
        return new NestedField[] {
            text(1, "id"),
            maybe(2, "device_id"),
            maybe(3, "product_id"),
            time(4, "at"),
            maybe(5, "kind"),
            maybe(6, "actor"),
            maybe(7, "cause"),
            maybe(8, "document")
        };
    }

    private static NestedField text(int id, String name) {
        return required(id, name, StringType.get());
    }

    private static NestedField maybe(int id, String name) {
        return optional(id, name, StringType.get());
    }

    private static NestedField time(int id, String name) {
        return required(id, name, TimestampType.withZone());
    }

    /** The table of a name, or empty. */
    static Optional<ColdTable> named(String name) {
        return List.of(values()).stream()
                .filter(table -> table.sqlName().equals(name))
                .findFirst();
    }

    /** As it is named in SQL and in the catalog. */
    String sqlName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Schema schema() {
        return schema;
    }

    /** The column rows are sorted by within a file, before their time. */
    String keyColumn() {
        return key;
    }

    String timeColumn() {
        return time;
    }

    /** The column by which a row that comes again is recognised, or empty. */
    String idColumn() {
        return id;
    }

    /** Whether its rows are histories or snapshots, which routes append themselves. */
    boolean isAppended() {
        return this != TELEMETRY && this != RAW_FRAME;
    }

    /** Whether partitions are months rather than days. */
    boolean isByMonth() {
        return isAppended() && this != MASTER_SNAPSHOT;
    }

    PartitionSpec partitions() {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        if (this == TELEMETRY) {
            spec.identity("product_id");
        }
        return (isByMonth() ? spec.month(time) : spec.day(time)).build();
    }

    SortOrder order() {
        return SortOrder.builderFor(schema)
                .asc(key, NullOrder.NULLS_FIRST)
                .asc(time, NullOrder.NULLS_FIRST)
                .build();
    }

    /** What Iceberg and Parquet should know; statistics are kept for the columns that questions and care look at. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "format-version",
                "2",
                "write.parquet.compression-codec",
                "zstd",
                "write.parquet.row-group-size-bytes",
                Integer.toString(32 << 20),
                "write.metadata.delete-after-commit.enabled",
                "true",
                "write.metadata.previous-versions-max",
                "20",
                "write.metadata.metrics.default",
                "counts",
                VECTORIZED,
                "false",
                "commit.retry.num-retries",
                "6",
                "commit.retry.total-timeout-ms",
                "30000",
                "commit.status-check.total-timeout-ms",
                "15000"));
        for (String column : List.of(key, time)) {
            properties.put("write.metadata.metrics.column." + column, "full");
        }
        return properties;
    }
}
