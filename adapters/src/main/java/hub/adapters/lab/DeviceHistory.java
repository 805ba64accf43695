package hub.adapters.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Finds one device's old readings. The SQL is the hub's own, so it runs within the hub, by an engine that knows nothing but the files
 * it is told and keeps their footers in memory.
 */
public final class DeviceHistory implements AutoCloseable {
    private static final String TABLE = "telemetry";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<ColdReading> NEWEST_FIRST = Comparator.comparing(ColdReading::time)
            .thenComparing(ColdReading::id)
            .reversed();
    private static final Map<String, String> FIELDS = fields();
    private static final Set<String> TIMES = Set.of("device_timestamp", "hub_timestamp", "ingest_timestamp");
    private static final double LARGEST_WHOLE = 1L << 53;
    private static final int FIRST_FILES = 4;

    private final ColdTables tables;
    private final LabSettings settings;
    private final FetchedFiles fetched;
    private DuckDBConnection engine;

    public DeviceHistory(ColdTables tables, LabSettings settings) {
        this.tables = tables;
        this.settings = settings;
        this.fetched = new FetchedFiles(tables, settings.folder().resolve("history"), settings.cacheBytes());
    }

    /** Published name by column, in published order. */
    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("device_id", "device_id");
        fields.put("device_timestamp", "device_timestamp");
        fields.put("hub_id", "hub_id");
        fields.put("hub_timestamp", "hub_timestamp");
        fields.put("product_id", "productId");
        fields.put("child_device_id", "childDeviceId");
        fields.put("metrics", "metrics");
        fields.put("ingest_timestamp", "ingest_timestamp");
        return fields;
    }

    /**
     * The readings in question, newest first.
     *
     * @throws IOException when files cannot be read
     */
    public List<ColdReading> find(HistoryQuestion question) throws IOException {
        TableFiles plan = plan(question.deviceId(), question.from(), question.until());
        List<TableFiles.DataFile> files = new ArrayList<>(plan.files());
        files.sort(Comparator.comparing(TableFiles.DataFile::last).reversed());
        List<ColdReading> found = new ArrayList<>();
        int taken = 0;
        for (int next = FIRST_FILES; taken < files.size() && !isEnough(found, files.get(taken), question); next *= 2) {
            int end = Math.min(files.size(), taken + next);
            found.addAll(read(plan, files.subList(taken, end), question));
            taken = end;
        }
        return found.stream().sorted(NEWEST_FIRST).limit(question.count()).toList();
    }

    /** Whether no file that is left can hold anything newer than the last reading wanted. */
    private static boolean isEnough(List<ColdReading> found, TableFiles.DataFile next, HistoryQuestion question) {
        found.sort(NEWEST_FIRST);
        return found.size() >= question.count()
                && found.get(question.count() - 1).time().isAfter(next.last());
    }

    private List<ColdReading> read(TableFiles plan, List<TableFiles.DataFile> files, HistoryQuestion question)
            throws IOException {
        TableFiles part = new TableFiles(
                plan.table(), plan.snapshotId(), plan.committedAt(), plan.timeColumn(), plan.columns(), files);
        return over(part, question.deviceId(), (connection, rows) -> {
            List<ColdReading> found = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql(part, rows, question))) {
                fill(query, question);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(reading(row, part));
                    }
                }
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return found;
        });
    }

    /** What is asked of a table's rows. */
    @FunctionalInterface
    interface Work<T> {

        /** @param rows SQL that stands for the rows */
        T on(Connection connection, String rows) throws SQLException;
    }

    /** The files that may hold a device's readings of a span. */
    TableFiles plan(String device, Optional<Instant> from, Instant until) {
        return tables.plan(TABLE, Slice.of(device, from, until));
    }

    /** The metric that a column keeps. */
    String metric(String column) {
        return tables.metric(column);
    }

    /** Asks about the rows of these files. */
    <T> T over(TableFiles part, String device, Work<T> work) throws IOException {
        try (FetchedFiles.Held held = fetched.hold(List.of(part));
                Connection connection = engine().duplicate()) {
            return work.on(connection, "(" + new ViewSql(part, held.local()).select(Slice.ALL) + ")");
        } catch (SQLException failure) {
            throw new IOException("the cold files of " + device + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static String sql(TableFiles part, String rows, HistoryQuestion question) {
        List<String> columns = new ArrayList<>(List.of("reading_id"));
        FIELDS.keySet().stream()
                .filter(part::has)
                .map(each -> each.equals("metrics") ? "to_json(metrics) as metrics" : each)
                .forEach(columns::add);
        return "select " + String.join(", ", columns) + " from " + rows
                + " where device_id = ? and device_timestamp < ?"
                + (question.from().isPresent() ? " and device_timestamp >= ?" : "")
                + (question.before().isPresent()
                        ? " and device_timestamp <= ? and (device_timestamp < ? or reading_id < ?)"
                        : "")
                + " order by device_timestamp desc, reading_id desc limit " + question.count();
    }

    private static void fill(PreparedStatement query, HistoryQuestion question) throws SQLException {
        int at = 1;
        query.setString(at++, question.deviceId());
        query.setObject(at++, time(question.until()));
        if (question.from().isPresent()) {
            query.setObject(at++, time(question.from().get()));
        }
        if (question.before().isPresent()) {
            query.setObject(at++, time(question.before().get().time()));
            query.setObject(at++, time(question.before().get().time()));
            query.setString(at, question.before().get().id());
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private ColdReading reading(ResultSet row, TableFiles part) throws SQLException, JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            if (!part.has(field.getKey()) || row.getString(field.getKey()) == null) {
                continue;
            }
            fields.put(field.getValue(), value(row, field.getKey()));
        }
        fields.putIfAbsent("metrics", Map.of());
        return new ColdReading(row.getString("reading_id"), (Instant) fields.get("device_timestamp"), fields);
    }

    private Object value(ResultSet row, String column) throws SQLException, JsonProcessingException {
        if (TIMES.contains(column)) {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
        return column.equals("metrics") ? metrics(row.getString(column)) : row.getString(column);
    }

    private Map<String, Object> metrics(String json) throws JsonProcessingException {
        Map<String, Object> metrics = new LinkedHashMap<>();
        JSON.readTree(json).fields().forEachRemaining(each -> {
            if (!each.getValue().isNull()) {
                metrics.put(tables.metric(each.getKey()), metric(each.getValue()));
            }
        });
        return metrics;
    }

    /** Cold keeps every number as a double; whole ones are published as what they were sent as. */
    private static Object metric(JsonNode value) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE ? (Object) (long) number : number;
        }
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    private synchronized DuckDBConnection engine() throws SQLException {
        if (engine == null) {
            DuckDBConnection opened = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = opened.createStatement()) {
                statement.execute("set memory_limit='" + (settings.memory() >> 20) + "MiB'");
                statement.execute("set threads=" + settings.threads());
                statement.execute("set temp_directory=''");
                statement.execute("set TimeZone='UTC'");
                statement.execute("set parquet_metadata_cache=true");
                statement.execute("set autoinstall_known_extensions=false");
                statement.execute("set autoload_known_extensions=false");
                statement.execute("set lock_configuration=true");
            }
            engine = opened;
        }
        return engine;
    }

    @Override
    public synchronized void close() {
        try {
            if (engine != null) {
                engine.close();
            }
        } catch (SQLException ignored) {
            // nothing of it is needed any more
        }
    }
}
