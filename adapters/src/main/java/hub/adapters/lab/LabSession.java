package hub.adapters.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** An empty DuckDB for one query: it knows the tables the SQL names and can reach no file but theirs. */
final class LabSession implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern END = Pattern.compile("[;\\s]+\\z");
    private static final long MEGABYTE = 1 << 20;

    private final Connection connection;
    private final Job job;
    private final Set<String> tables;
    private final Map<String, SqlBounds.Bound> bounds;

    private LabSession(Connection connection, Job job) throws SQLException, SqlProblem, IOException {
        this.connection = connection;
        this.job = job;
        JsonNode parsed = parsed();
        this.tables = new SqlGate(job.sql(), job.tables()).pass(parsed);
        this.bounds = SqlBounds.of(parsed);
    }

    /**
     * Opens the database and reads the SQL without running it.
     *
     * @throws SqlProblem when it is not one query over the tables
     */
    static LabSession open(Job job) throws SqlProblem, IOException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            return new LabSession(DriverManager.getConnection("jdbc:duckdb:", properties), job);
        } catch (SQLException failure) {
            throw Refusals.of(job, failure, 0);
        }
    }

    private JsonNode parsed() throws SQLException, IOException {
        try (PreparedStatement parse = connection.prepareStatement("select json_serialize_sql(?::varchar)")) {
            parse.setString(1, job.sql());
            try (ResultSet row = parse.executeQuery()) {
                row.next();
                return JSON.readTree(row.getString(1));
            }
        }
    }

    /** The tables that the SQL names. */
    Set<String> tables() {
        return tables;
    }

    /** What the SQL can mean of a table, where that is plain. */
    Map<String, SqlBounds.Bound> bounds() {
        return bounds;
    }

    /** Makes the tables, locks the door, runs the SQL and writes the answer. */
    Job.Word answer(Job.Plan plan) throws SqlProblem, IOException {
        try {
            prepare(plan);
        } catch (SQLException failure) {
            throw new SqlProblem("the cold files could not be opened: " + failure.getMessage());
        }
        return job.format() == Job.Format.JSON ? written(plan) : exported();
    }

    private void prepare(Job.Plan plan) throws SQLException {
        run("set memory_limit='" + job.memory() / MEGABYTE + "MiB'");
        run("set threads=" + job.threads());
        run("set temp_directory=" + ViewSql.quoted(job.spill()));
        run("set max_temp_directory_size='" + job.spillBytes() / MEGABYTE + "MiB'");
        run("set TimeZone='UTC'");
        run("set autoinstall_known_extensions=false");
        run("set autoload_known_extensions=false");
        run("set allowed_paths=" + ViewSql.list(plan.paths()));
        run("set allowed_directories=" + ViewSql.list(List.of(folder(job.output()), folder(job.spill()))));
        for (String view : plan.views()) {
            run(view);
        }
        run("set errors_as_json=true");
        run("set enable_external_access=false");
        run("set lock_configuration=true");
    }

    private static String folder(String file) {
        return Path.of(file).getParent() + "/";
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Job.Word written(Job.Plan plan) throws SqlProblem, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(job.sql())) {
            return new AnswerWriter(job, plan).write(rows);
        } catch (SQLException failure) {
            throw Refusals.of(job, failure, 0);
        }
    }

    private Job.Word exported() throws SqlProblem {
        String before = "copy (select * from (";
        String options = job.format() == Job.Format.CSV
                ? "format csv, header, timestampformat '%Y-%m-%dT%H:%M:%S.%gZ'"
                : "format parquet, compression zstd";
        String query = END.matcher(job.sql()).replaceFirst("");
        String copy = before + query + "\n) limit " + (job.rows() + 1) + ") to " + ViewSql.quoted(job.output()) + " ("
                + options + ")";
        try (Statement statement = connection.createStatement()) {
            long rows = statement.executeLargeUpdate(copy);
            if (rows > job.rows()) {
                throw new SqlProblem("the export has more than " + job.rows()
                        + " rows; ask for fewer devices or days at a time, or aggregate");
            }
            return new Job.Word(tables, rows, false, "");
        } catch (SQLException failure) {
            throw Refusals.of(job, failure, before.length());
        }
    }

    @Override
    public void close() {
        // the process ends with its query
    }
}
