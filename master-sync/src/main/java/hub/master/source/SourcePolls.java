package hub.master.source;

import hub.master.mapping.MappingBook;
import hub.master.mapping.TableMapping;
import hub.master.source.Poll.Columns;
import hub.master.source.Poll.Start;
import hub.master.source.SourceMarks.Remembered;
import hub.master.sync.AppliedBatch;
import hub.master.sync.ChangeApplier;
import hub.master.sync.ChangeBatch;
import hub.master.sync.CompleteReading;
import hub.master.sync.LostSource;
import hub.master.sync.SyncSources;
import hub.message.MasterChange;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the rounds in which sources are asked: one hub at a time asks a source, each round begins where the last one ended, and a
 * source that fails is left alone for a while.
 */
public final class SourcePolls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePolls.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int PATIENCE_SECONDS = 30;

    private final DataSource database;
    private final MappingBook book;
    private final SyncSources sources;
    private final ChangeApplier applier;
    private final SourceMarks marks;
    private final SourceChanges changes = new SourceChanges();
    private final String holder;
    private final int mostVanished;
    private final ConcurrentMap<String, Semaphore> turns = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, String> problems = new ConcurrentHashMap<>();

    /**
     * @param database the warm store with schema {@code master}
     * @param book the mappings in force
     * @param holder this hub, told from others
     * @param mostVanished how many percent of a table's rows a complete reading may take out
     */
    public SourcePolls(
            DataSource database,
            MappingBook book,
            SyncSources sources,
            ChangeApplier applier,
            String holder,
            int mostVanished,
            Clock clock) {
        this.database = database;
        this.book = book;
        this.sources = sources;
        this.applier = applier;
        this.marks = new SourceMarks(database, clock);
        this.holder = holder;
        this.mostVanished = mostVanished;
    }

    /**
     * Begins a round that asks for what changed; an idle one when it is not this hub's turn.
     *
     * @param at the column that grows with each change; empty when the source is asked for all
     * @param key the column that tells rows with the same value there apart, or empty
     * @param from where the first round begins: a number, or a time with or without a zone
     * @param overlap how much before the last mark each round begins: seconds of a time, or so many of a number
     */
    public Poll begin(String source, String table, String at, String key, String from, long overlap)
            throws SQLException {
        Optional<Remembered> remembered = turn(source, false);
        if (remembered.isEmpty()) {
            return Poll.idle(source);
        }
        return orGivingBack(source, () -> {
            mapping(table);
            Optional<Mark> last = remembered.get().mark();
            Mark first = last.map(mark -> mark.back(overlap)).orElseGet(() -> Mark.written(from));
            Start start = new Start(
                    Optional.of(first), Optional.empty(), last, remembered.get().etag());
            return new Poll(source, table, new Columns(at, key), start, Optional.empty());
        });
    }

    /**
     * Begins a round that asks for all rows; what the source does not tell is gone.
     *
     * @param key the column by which rows are read in order, or empty when the source orders them itself
     * @param from less than the least key: a number or a text
     */
    public Poll beginAll(String source, String table, String key, String from) throws SQLException {
        Optional<Remembered> remembered = turn(source, true);
        if (remembered.isEmpty()) {
            return Poll.idle(source);
        }
        return orGivingBack(source, () -> {
            CompleteReading complete = CompleteReading.begin(database, source, mapping(table));
            Optional<Mark> first = key.isEmpty() ? Optional.empty() : Optional.of(Mark.written(from));
            Start start = new Start(
                    Optional.empty(), first, Optional.empty(), remembered.get().etag());
            return new Poll(source, table, new Columns("", key), start, Optional.of(complete));
        });
    }

    private interface Beginning {
        Poll poll() throws SQLException;
    }

    private Poll orGivingBack(String source, Beginning beginning) throws SQLException {
        Poll poll = null;
        try {
            poll = beginning.poll();
            return poll;
        } finally {
            if (poll == null) {
                turns.get(source).release();
            }
        }
    }

    /** Waits for its turn within this hub, and sees that no other hub has the source; empty when it is not to be asked now. */
    private Optional<Remembered> turn(String source, boolean patient) throws SQLException {
        Semaphore turn = turns.computeIfAbsent(source, none -> new Semaphore(1));
        try {
            if (!turn.tryAcquire(patient ? PATIENCE_SECONDS : 0, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        Optional<Remembered> remembered = Optional.empty();
        try {
            remembered = marks.find(source);
            if (remembered.isPresent() && !hold(source)) {
                remembered = Optional.empty();
            }
        } finally {
            if (remembered.isEmpty()) {
                turn.release();
            }
        }
        return remembered;
    }

    private boolean hold(String source) throws SQLException {
        boolean mine = sources.hold(source, holder, LEASE);
        if (mine) {
            held.add(source);
        }
        return mine;
    }

    private TableMapping mapping(String table) {
        return book.find(table)
                .orElseThrow(() -> new IllegalStateException("no mapping in force is for table '" + table
                        + "'; add a file to master-sync/mappings/ with 'table: " + table
                        + "', or mend it (GET /api/v1/sync tells what is wrong with mapping files)"));
    }

    /** Makes changes of the rows of a page, and turns the page. */
    public ChangeBatch read(Poll poll, List<Map<String, Object>> rows) throws SQLException {
        TableMapping mapping = mapping(poll.table());
        if (!hold(poll.source())) {
            throw new IllegalStateException("another hub asks " + poll.source() + " now");
        }
        List<MasterChange> batch = new ArrayList<>(rows.size());
        for (Map<String, Object> row : rows) {
            MasterChange change = changes.upsert(poll.source(), mapping, PlainColumns.of(row), 0, poll.millis(row));
            poll.complete().ifPresent(complete -> complete.saw(change));
            batch.add(change);
        }
        poll.turn(rows);
        return new ChangeBatch(poll.source(), holder, batch);
    }

    /** Remembers how far the rows were applied. */
    public void applied(Poll poll) throws SQLException {
        if (poll.complete().isEmpty() && poll.furthest().isPresent()) {
            marks.keep(poll.source(), poll.furthest().get());
        }
    }

    /** Ends a round that went well, and takes out what a complete one did not tell. */
    public AppliedBatch end(Poll poll) throws SQLException {
        AppliedBatch gone = new AppliedBatch(0, 0, 0, 0, 0, List.of());
        if (poll.isIdle()) {
            return gone;
        }
        String problem = "";
        try {
            if (poll.complete().isPresent() && !poll.wasUnchanged()) {
                gone = poll.complete().get().end(applier, mostVanished);
            }
        } catch (IllegalStateException refused) {
            problem = refused.getMessage();
        }
        marks.succeeded(poll.source(), poll.tagOfRound());
        state(poll.source(), "following", problem);
        giveBack(poll);
        return gone;
    }

    /**
     * A round, or a file, failed: it is told once, what was read before stays, and the source is asked again later.
     *
     * @param poll the round, or nothing when it did not even begin
     * @param named the source, or nothing when a server of files did not answer; then it is named as its route
     */
    public void failed(Poll poll, String named, String route, Throwable failure) {
        if (poll != null) {
            giveBack(poll);
        }
        String source = named == null ? route.replaceFirst("^[a-z]+-", "") : named;
        Throwable cause = root(failure);
        if (cause instanceof LostSource) {
            return;
        }
        String message = String.valueOf(cause.getMessage()).strip();
        Duration wanted = cause instanceof SourceRefused refused ? refused.patience() : Duration.ZERO;
        try {
            hold(source);
            Duration wait = marks.failed(source, wanted);
            state(source, "failing", message + " (routes/receive/" + route + ".camel.yaml)");
            LOG.debug("{} is asked again in {}", source, wait);
        } catch (SQLException storeAway) {
            LOG.warn("{}: {}; and the warm store does not answer: {}", source, message, storeAway.getMessage());
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof SourceRefused) && !(cause instanceof LostSource)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void giveBack(Poll poll) {
        if (!poll.isIdle() && poll.endOnce()) {
            turns.get(poll.source()).release();
        }
    }

    private void state(String source, String state, String problem) throws SQLException {
        String before = problem.isEmpty() ? problems.remove(source) : problems.put(source, problem);
        if (!problem.isEmpty() && !problem.equals(before)) {
            LOG.warn("{}: {}", source, problem);
        } else if (problem.isEmpty() && before != null) {
            LOG.info("{} is read again", source);
        }
        sources.state(source, state, problem);
    }

    /** Whether this hub takes the files of a source now; another hub may, or the source is left alone for a while. */
    public boolean isMine(String source) throws SQLException {
        return marks.find(source).isPresent() && hold(source);
    }

    /** A file was taken. */
    public void took(String source) throws SQLException {
        marks.succeeded(source, "");
        state(source, "following", "");
    }

    /** What is wrong now, by source; empty when nothing is. */
    public Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    /** Lets other hubs ask at once; called when this one stops. */
    @Override
    public void close() throws SQLException {
        for (String source : held) {
            sources.release(source, holder);
        }
    }
}
