package hub.master.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvRecord;
import hub.master.mapping.RowProblem;
import hub.master.mapping.TableMapping;
import hub.master.sync.ChangeBatch;
import hub.master.sync.CompleteReading;
import hub.message.DeadLetter;
import hub.message.MasterChange;
import hub.message.TraceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that can be read, part by part. A row that cannot be taken becomes a dead letter: a change record, which can be mended and
 * given back to the stream.
 *
 * @param origin where the file is from
 * @param complete what is gone after it, where it tells all rows
 */
public record OpenTable(Origin origin, TableMapping mapping, TableFile file, Optional<CompleteReading> complete)
        implements Iterable<TablePart> {

    private static final int ROWS = 1000;
    private static final String ROLE = "master_change";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where a file is from.
     *
     * @param source the folder's name as a source
     * @param route the route that took it
     * @param holder this hub
     * @param modified when it was written, epoch milliseconds
     */
    record Origin(String source, String route, String holder, long modified) {}

    @Override
    public Iterator<TablePart> iterator() {
        Iterator<CsvRecord> rows = file.rows().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public TablePart next() {
                return part(rows);
            }
        };
    }

    private TablePart part(Iterator<CsvRecord> rows) {
        List<MasterChange> changes = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        while (rows.hasNext() && changes.size() + letters.size() < ROWS) {
            CsvRecord row = rows.next();
            MasterChange change = new SourceChanges()
                    .upsert(origin.source(), mapping, file.columns(row), origin.modified(), origin.modified());
            complete.ifPresent(reading -> reading.saw(change));
            problem(row, change)
                    .ifPresentOrElse(problem -> letters.add(letter(row, change, problem)), () -> changes.add(change));
        }
        return new TablePart(new ChangeBatch(origin.source(), origin.holder(), changes), letters);
    }

    private Optional<String> problem(CsvRecord row, MasterChange change) {
        if (!file.isComplete(row)) {
            return Optional.of(row.getFieldCount() + " fields, but the first line names "
                    + file.header().size() + " columns");
        }
        try {
            mapping.map(change);
            return Optional.empty();
        } catch (RowProblem problem) {
            return Optional.of(problem.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException unforeseen) {
            return Optional.of("the row cannot be mapped: " + unforeseen);
        }
    }

    private DeadLetter letter(CsvRecord row, MasterChange change, String problem) {
        String place = file.name() + " line " + row.getStartingLineNumber();
        String id = origin.source() + "/" + place + "/" + origin.modified();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("hubId", "");
        headers.put("productId", "");
        headers.put("door", "source");
        headers.put("address", origin.source() + "#" + place);
        headers.put("format", "json");
        headers.put("role", ROLE);
        headers.put("receivedAt", Long.toString(origin.modified()));
        headers.put("traceId", TraceId.next());
        return new DeadLetter(
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString(),
                Instant.now(),
                "receive",
                "row",
                List.of(place + ": " + problem + " (" + mapping.file() + ")"),
                origin.route(),
                ROLE,
                "",
                "",
                1,
                headers,
                record(change));
    }

    private static byte[] record(MasterChange change) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("op", "upsert");
        record.put("table", change.table());
        record.put("data", change.data());
        record.put("keys", change.keys());
        record.put("position", change.position());
        try {
            return JSON.writeValueAsBytes(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can always be written as JSON", impossible);
        }
    }
}
