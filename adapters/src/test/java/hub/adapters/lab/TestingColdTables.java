package hub.adapters.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Cold tables as a test makes them: Parquet files with field ids, in snapshots one upon the other. */
final class TestingColdTables implements ColdTables {
    static final List<TableFiles.Column> TELEMETRY = List.of(
            new TableFiles.Column(1, "device_id", "VARCHAR"),
            new TableFiles.Column(2, "product_id", "VARCHAR"),
            new TableFiles.Column(3, "device_timestamp", "TIMESTAMP WITH TIME ZONE"),
            new TableFiles.Column(4, "reading_id", "VARCHAR"),
            new TableFiles.Column(5, "metrics", "STRUCT(\"tempC\" DOUBLE, \"rpm\" DOUBLE, \"note\" VARCHAR)"));
    static final List<TableFiles.Column> HISTORY = List.of(
            new TableFiles.Column(1, "id", "VARCHAR"),
            new TableFiles.Column(2, "at", "TIMESTAMP WITH TIME ZONE"),
            new TableFiles.Column(3, "document", "VARCHAR"));

    private final Path folder;
    private final Map<String, List<TableFiles.DataFile>> files = new LinkedHashMap<>();
    private final List<Map<String, List<TableFiles.DataFile>>> states = new ArrayList<>();
    private boolean elsewhere;
    int opened;
    Slice asked;

    TestingColdTables(Path folder) {
        this.folder = folder;
    }

    /** From now on the files have addresses rather than paths. */
    void moveElsewhere() {
        elsewhere = true;
    }

    /** Adds a file with the rows of a query; fields are SQL for field_ids. */
    TableFiles.DataFile add(String table, String query, String fieldIds) throws SQLException, IOException {
        return add(table, query, fieldIds, Instant.MIN, Instant.MAX);
    }

    /** The same, knowing the times of its oldest and newest row. */
    TableFiles.DataFile add(String table, String query, String fieldIds, Instant oldest, Instant newest)
            throws SQLException, IOException {
        Path file = folder.resolve(
                table + "-" + files.values().stream().mapToInt(List::size).sum() + ".parquet");
        long rows = write(query, file, ", field_ids " + fieldIds);
        TableFiles.DataFile added = new TableFiles.DataFile(
                file.toString(),
                "s3://bucket/" + file.getFileName(),
                rows,
                Files.size(file),
                oldest,
                newest,
                List.of());
        files.computeIfAbsent(table, each -> new ArrayList<>()).add(added);
        commit();
        return added;
    }

    /** Deletes rows of a file by their positions. */
    void delete(String table, TableFiles.DataFile file, long... positions) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder("select * from (values ");
        for (int i = 0; i < positions.length; i++) {
            rows.append(i == 0 ? "" : ", ")
                    .append("('")
                    .append(file.address())
                    .append("', ")
                    .append(positions[i])
                    .append("::bigint)");
        }
        Path deletes = folder.resolve("deletes-" + states.size() + ".parquet");
        write(rows + ") t(file_path, pos)", deletes, "");
        List<TableFiles.DataFile> all = files.get(table);
        all.replaceAll(each -> each.equals(file)
                ? new TableFiles.DataFile(
                        file.path(),
                        file.address(),
                        file.rows(),
                        file.bytes(),
                        file.first(),
                        file.last(),
                        List.of(deletes.toString()))
                : each);
        commit();
    }

    private static long write(String query, Path file, String options) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("set TimeZone='UTC'");
            return statement.executeLargeUpdate(
                    "copy (" + query + ") to '" + file + "' (format parquet" + options + ")");
        }
    }

    private void commit() {
        Map<String, List<TableFiles.DataFile>> state = new LinkedHashMap<>();
        files.forEach((table, list) -> state.put(table, List.copyOf(list)));
        states.add(state);
    }

    @Override
    public Set<String> names() {
        return new TreeSet<>(Set.of("telemetry", "alarm_history"));
    }

    @Override
    public TableFiles plan(String table, Slice slice) {
        asked = slice;
        int snapshot = slice.snapshot().map(Long::intValue).orElse(states.size());
        if (snapshot < 0 || snapshot > states.size()) {
            throw new IllegalArgumentException("snapshots: " + table + " has no snapshot " + snapshot);
        }
        List<TableFiles.DataFile> found =
                snapshot == 0 ? List.of() : states.get(snapshot - 1).getOrDefault(table, List.of());
        boolean readings = table.equals("telemetry");
        return new TableFiles(
                table,
                snapshot,
                Instant.EPOCH,
                readings ? "device_timestamp" : "at",
                readings ? TELEMETRY : HISTORY,
                elsewhere ? found.stream().map(TestingColdTables::elsewhere).toList() : found);
    }

    private static TableFiles.DataFile elsewhere(TableFiles.DataFile file) {
        return new TableFiles.DataFile(
                file.address(), file.address(), file.rows(), file.bytes(), file.first(), file.last(), file.deletes());
    }

    @Override
    public InputStream open(String path) throws IOException {
        opened++;
        return Files.newInputStream(folder.resolve(Path.of(path).getFileName()));
    }
}
