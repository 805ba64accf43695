package hub.adapters.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Answers read-only SQL over the cold store, each query in a process of its own that reads the files of one snapshot per table. */
public final class ColdLab {
    private static final String CANCELLED = "cancelled by ";

    private final ColdTables tables;
    private final LabSettings settings;
    private final QueryBook book;
    private final RunningQueries running;
    private final Semaphore turns;

    /**
     * A laboratory that finds its folder empty of what an earlier hub left there.
     *
     * @param warm the warm store, with schema {@code analytics}
     */
    public static ColdLab open(ColdTables tables, DataSource warm, LabSettings settings, Clock clock)
            throws IOException {
        Files.createDirectories(settings.folder());
        try (Stream<Path> left = Files.list(settings.folder())) {
            for (Path each : left.filter(ColdLab::isLeft).toList()) {
                remove(each);
            }
        }
        return new ColdLab(tables, warm, settings, clock);
    }

    private static boolean isLeft(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("query-") || name.startsWith("answer-");
    }

    ColdLab(ColdTables tables, DataSource warm, LabSettings settings, Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.book = new QueryBook(
                warm, clock, settings.exportTime().plus(settings.time()).plus(settings.patience()));
        this.running = new RunningQueries(tables, settings);
        this.turns = new Semaphore(settings.queries(), true);
    }

    /**
     * Answers one query.
     *
     * @param body {@code sql}, and perhaps {@code format} (json, csv, parquet), {@code from}, {@code to}, {@code product},
     *     {@code asOf}, {@code snapshots}, {@code limit} and {@code queryId}
     * @throws IllegalArgumentException when it cannot be answered; the message names the place in the SQL and what to do
     * @throws IllegalStateException when somebody cancelled it
     * @throws RejectedExecutionException when too many others run
     */
    public LabAnswer query(Map<String, Object> body, String caller) throws IOException, SQLException {
        QueryRequest request = QueryRequest.read(body);
        await();
        try {
            book.begin(request, caller);
            return answer(request);
        } finally {
            turns.release();
        }
    }

    private void await() {
        try {
            if (turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException(
                "other queries are running, " + settings.queries() + " at once is the most; try again in a minute");
    }

    private LabAnswer answer(QueryRequest request) throws IOException, SQLException {
        long began = System.nanoTime();
        Map<String, String> snapshots = new LinkedHashMap<>();
        Path folder = Files.createDirectories(settings.folder().resolve("query-" + UUID.randomUUID()));
        Path output = folder.resolve("answer");
        Job.Word word = new Job.Word(Set.of(), 0, false, "the hub failed");
        String state = "failed";
        try {
            word = running.run(request, output, snapshots);
            state = word.problem().isEmpty() ? "done" : word.problem().startsWith(CANCELLED) ? "cancelled" : "failed";
            return handed(request, word, output);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            long bytes = Files.exists(output) ? Files.size(output) : 0;
            book.end(request.id(), state, word, bytes, took, snapshots);
            remove(folder);
        }
    }

    private LabAnswer handed(QueryRequest request, Job.Word word, Path output) throws IOException {
        if (word.problem().startsWith(CANCELLED)) {
            throw new IllegalStateException("the query was " + word.problem());
        }
        if (!word.problem().isEmpty()) {
            throw new IllegalArgumentException(word.problem());
        }
        Path answer = output.getParent().resolveSibling("answer-" + UUID.randomUUID());
        Files.move(output, answer);
        return LabAnswer.of(request.id(), request.format(), answer);
    }

    /** Ends a query, on whichever hub it runs; there within a second. */
    public Map<String, Object> cancel(String id, String caller) throws SQLException {
        Map<String, Object> query = book.cancel(id, caller);
        running.end(id, CANCELLED + caller);
        return query;
    }

    /** Ends the queries of this hub that were cancelled at another. */
    public void watch() throws SQLException {
        if (!running.ids().isEmpty()) {
            book.cancelled(running.ids()).forEach((id, caller) -> running.end(id, CANCELLED + caller));
        }
    }

    /** The queries that were asked, newest first. */
    public Map<String, Object> queries(Integer limit, String cursor) throws SQLException {
        return book.list(limit, cursor);
    }

    /** The tables with their columns, size and newest snapshot. */
    public Map<String, Object> tables() {
        List<Map<String, Object>> items = new ArrayList<>();
        for (String name : tables.names()) {
            TableFiles files = tables.plan(name, Slice.ALL);
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", name);
            item.put(
                    "columns",
                    files.columns().stream()
                            .map(each -> Map.of("name", each.name(), "type", each.type()))
                            .toList());
            item.put("rows", files.rows());
            item.put("bytes", files.bytes());
            item.put("files", files.files().size());
            if (files.snapshotId() != 0) {
                item.put("snapshot", Long.toString(files.snapshotId()));
                item.put("committedAt", files.committedAt().toString());
            }
            items.add(item);
        }
        return Map.of("items", items);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.deleteIfExists(each);
                } catch (IOException problem) {
                    throw new UncheckedIOException(problem);
                }
            });
        }
    }
}
