package hub.adapters.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queries that run in this hub, each in a process of its own that is told which files it may read. */
final class RunningQueries {
    private static final Logger LOG = LoggerFactory.getLogger(RunningQueries.class);
    private static final int SAID = 2000;

    private final ColdTables tables;
    private final LabSettings settings;
    private final FetchedFiles fetched;
    private final ChildCommand command;
    private final Map<String, LabChild> running = new ConcurrentHashMap<>();

    RunningQueries(ColdTables tables, LabSettings settings) {
        this.tables = tables;
        this.settings = settings;
        this.fetched = new FetchedFiles(tables, settings.folder().resolve("fetched"), settings.cacheBytes());
        this.command = new ChildCommand(settings);
    }

    /** The names of those that run now. */
    Set<String> ids() {
        return running.keySet();
    }

    /** Ends one, if it runs here. */
    void end(String id, String reason) {
        LabChild child = running.get(id);
        if (child != null) {
            child.end(reason);
        }
    }

    /**
     * Runs one to its end.
     *
     * @param output the file that takes the answer, in a folder of its own
     * @param snapshots takes the state of each table that was read
     */
    Job.Word run(QueryRequest request, Path output, Map<String, String> snapshots) throws IOException {
        boolean export = request.format() != Job.Format.JSON;
        Duration time = export ? settings.exportTime() : settings.time();
        try (LabChild child = new LabChild(command.start(output.resolveSibling("problems")))) {
            running.put(request.id(), child);
            CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> child.end("the query took longer than " + time.toSeconds()
                            + " s and was ended; ask for fewer devices or days, or aggregate"));
            try {
                child.say(job(request, output, export));
                Job.Word first = child.hear();
                return first.problem().isEmpty() ? planned(child, request, first, snapshots) : first;
            } catch (IllegalArgumentException refused) {
                return new Job.Word(Set.of(), 0, false, refused.getMessage());
            } catch (IOException end) {
                return new Job.Word(Set.of(), 0, false, reason(request.id(), child, output.resolveSibling("problems")));
            }
        } finally {
            running.remove(request.id());
        }
    }

    private String reason(String id, LabChild child, Path problems) throws IOException {
        if (!child.why().isEmpty()) {
            return child.why();
        }
        String said = Files.readString(problems);
        LOG.warn("the process of query {} ended: {}", id, said.substring(0, Math.min(SAID, said.length())));
        return "the query needs more memory than its " + (settings.memory() >> 20)
                + " MB, or made the engine fail; ask for fewer devices or days, or aggregate first";
    }

    private Job.Word planned(LabChild child, QueryRequest request, Job.Word first, Map<String, String> snapshots)
            throws IOException {
        List<TableFiles> wanted = new ArrayList<>();
        for (String name : first.tables()) {
            SqlBounds.Bound bound = first.bounds().getOrDefault(name, SqlBounds.Bound.NONE);
            TableFiles files = tables.plan(name, request.slice(name).within(bound));
            snapshots.put(name, Long.toString(files.snapshotId()));
            wanted.add(files);
        }
        try (FetchedFiles.Held held = fetched.hold(wanted)) {
            List<String> views = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (TableFiles files : wanted) {
                ViewSql view = new ViewSql(files, held.local());
                views.add(view.create(request.slice(files.table())));
                paths.addAll(view.paths());
            }
            child.say(new Job.Plan(paths, views, snapshots));
            return child.hear();
        }
    }

    private Job job(QueryRequest request, Path output, boolean export) {
        long most = export ? settings.exportRows() : settings.rows();
        return new Job(
                request.id(),
                request.sql(),
                request.format(),
                tables.names(),
                output.toString(),
                output.resolveSibling("spill").toString(),
                settings.memory(),
                settings.exportBytes(),
                settings.threads(),
                Math.min(most, request.rows().orElse(most)),
                settings.answerBytes());
    }
}
