package hub.adapters.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Writes rows as the API's answer to a query, row by row, and stops where the answer would become too long. */
final class AnswerWriter {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final Job job;
    private final Job.Plan plan;
    private final long began = System.nanoTime();

    AnswerWriter(Job job, Job.Plan plan) {
        this.job = job;
        this.plan = plan;
    }

    Job.Word write(ResultSet rows) throws SQLException, IOException {
        long count = 0;
        boolean more = rows.next();
        Path output = Path.of(job.output());
        try (JsonGenerator json = JSON.createGenerator(Files.newOutputStream(output))) {
            json.writeStartObject();
            json.writeStringField("queryId", job.queryId());
            columns(json, rows.getMetaData());
            json.writeArrayFieldStart("rows");
            while (more && count < job.rows() && json.getOutputBuffered() + written(output) < job.bytes()) {
                row(json, rows);
                count++;
                more = rows.next();
            }
            json.writeEndArray();
            json.writeNumberField("rowCount", count);
            json.writeBooleanField("truncated", more);
            json.writeObjectFieldStart("snapshots");
            for (var snapshot : plan.snapshots().entrySet()) {
                json.writeStringField(snapshot.getKey(), snapshot.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            json.writeEndObject();
        }
        return new Job.Word(Set.of(), count, more, "");
    }

    private static long written(Path output) throws IOException {
        return Files.size(output);
    }

    private static void columns(JsonGenerator json, ResultSetMetaData columns) throws SQLException, IOException {
        json.writeArrayFieldStart("columns");
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            json.writeStartObject();
            json.writeStringField("name", columns.getColumnLabel(column));
            json.writeStringField("type", columns.getColumnTypeName(column));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, ResultSet row) throws SQLException, IOException {
        json.writeStartArray();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            Values.write(json, row.getObject(column));
        }
        json.writeEndArray();
    }
}
