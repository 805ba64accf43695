package hub.sync;

import hub.master.mapping.MappingBook;
import hub.master.sync.LegacySource;
import hub.master.sync.LegacySource.Slot;
import hub.master.sync.SyncSources;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides every few seconds whether this hub follows the legacy system: one hub at a time does, a reader that died begins again, and a
 * replication slot that is lost is told and replaced, with all rows read anew.
 */
public final class SyncWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SyncWatch.class);
    private static final Duration LEASE = Duration.ofSeconds(20);

    /** What is to be done with the route that follows. */
    public static final String START = "start";

    /** What is to be done with the route that follows. */
    public static final String STOP = "stop";

    private static final Duration START_PATIENCE = Duration.ofSeconds(5);
    private static final String NOTHING = "";

    private final boolean enabled;
    private final String holder;
    private final LegacySource legacy;
    private final SyncSources sources;
    private final LegacyChanges changes;
    private final MappingBook book;
    private final LocalTime night;
    private volatile Optional<Slot> slot = Optional.empty();
    private volatile String problem = "";
    private volatile long startedAt;

    /**
     * @param enabled whether there is a legacy system at all
     * @param holder this hub, told from others
     * @param book the mappings in force
     * @param night when tables are compared each day, UTC
     */
    public SyncWatch(
            boolean enabled,
            String holder,
            LegacySource legacy,
            SyncSources sources,
            LegacyChanges changes,
            MappingBook book,
            LocalTime night) {
        this.book = book;
        this.night = night;
        this.enabled = enabled;
        this.holder = holder;
        this.legacy = legacy;
        this.sources = sources;
        this.changes = changes;
    }

    /**
     * Looks at the source and its slot.
     *
     * @param routeIsStarted whether the route that follows is started
     * @return start, stop, or nothing
     */
    public String look(boolean routeIsStarted) throws SQLException {
        if (!enabled) {
            return NOTHING;
        }
        if (!sources.hold(legacy.name(), holder, LEASE)) {
            slot = Optional.empty();
            return routeIsStarted ? STOP : NOTHING;
        }
        try {
            slot = legacy.slot();
            sources.slot(legacy.name(), slot);
        } catch (SQLException unreachable) {
            problem = "the legacy database does not answer: " + unreachable.getMessage();
            sources.state(legacy.name(), "unreachable", problem);
            return NOTHING;
        }
        if (isLost()) {
            return replace(routeIsStarted);
        }
        if (routeIsStarted && !changes.isRunning() && System.nanoTime() - startedAt > START_PATIENCE.toNanos()) {
            return STOP;
        }
        problem = "";
        return routeIsStarted ? NOTHING : start();
    }

    private String start() throws SQLException {
        startedAt = System.nanoTime();
        sources.expect(
                legacy.name(),
                legacy.sizes(book.all().stream().map(mapping -> mapping.table()).toList()));
        return START;
    }

    /** What was promised to be kept for this hub is gone, or somebody else moved the slot on. */
    private boolean isLost() throws SQLException {
        long read = changes.position();
        return read > 0
                && (slot.isEmpty() && !changes.isRunning()
                        || slot.filter(Slot::isLost).isPresent()
                        || slot.filter(found -> found.confirmed() > read).isPresent());
    }

    private String replace(boolean routeIsStarted) throws SQLException {
        problem = "the replication slot is lost: changes of the legacy system were missed; all rows are read anew";
        LOG.error("{}: {}", legacy.name(), problem);
        sources.state(legacy.name(), "slot-lost", problem);
        if (routeIsStarted) {
            return STOP;
        }
        legacy.dropSlot();
        sources.startOver(legacy.name());
        return start();
    }

    /**
     * What there is to do besides following.
     *
     * @return reconcile when the nightly comparison is due or rows may have vanished unseen; retry for what waits; or nothing when
     *     this hub does not follow
     */
    public String chores() throws SQLException {
        if (!enabled || !changes.isRunning() || !sources.isFollowed(legacy.name(), holder)) {
            return NOTHING;
        }
        return sources.needsReconcile(legacy.name(), night) ? "reconcile" : "retry";
    }

    /** The slot when it was looked at last. */
    public Optional<Slot> slot() {
        return slot;
    }

    /** What is wrong now; empty when nothing is. */
    public String problem() {
        return problem;
    }

    /** Lets another hub follow at once; called when this one stops. */
    public void close() throws SQLException {
        if (enabled) {
            sources.release(legacy.name(), holder);
        }
    }
}
