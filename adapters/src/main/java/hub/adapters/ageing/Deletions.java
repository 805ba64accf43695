package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the hub holds of a device or a customer, up to the time of the wish, in hot, warm and cold stores, and keeps a receipt.
 *
 * <p>Records of that time that arrive later, from a device that was out of reach or from the stream, are swept away once an hour for
 * as long as the settings say; what the device measures after the wish is new data and stays.
 */
public final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final long LOCK = 0x6875622d61676533L;
    private static final int AT_ONCE = 1000;
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final DeletionBook book;
    private final SubjectRows rows;
    private final HotTier hot;
    private final ColdTier cold;
    private final Elsewheres elsewhere;
    private final Subjects subjects;
    private final LegalHolds holds;
    private final AgeingSettings settings;
    private final OneHub alone;
    private final Clock clock;

    /** Another store that knows things of devices. */
    public interface Elsewhere {
        /** Deletes what is kept of a device and happened before a time; gives how much that was, by table. */
        Map<String, Integer> forget(String deviceId, Instant before) throws SQLException;
    }

    /**
     * The stores besides hot, warm and cold, by the names under which the receipt counts them.
     *
     * @param copied what cold copies from; goes before the cold rows
     * @param derived what is made of cold rows; goes after them
     */
    public record Elsewheres(Map<String, Elsewhere> copied, Map<String, Elsewhere> derived) {}

    public Deletions(
            DataSource warm,
            HotTier hot,
            ColdTier cold,
            Elsewheres elsewhere,
            Subjects subjects,
            LegalHolds holds,
            AgeingSettings settings,
            Clock clock) {
        Database database = new Database(warm);
        this.book = new DeletionBook(database);
        this.rows = new SubjectRows(database);
        this.hot = new GentleHot(hot, settings.pause());
        this.cold = cold;
        this.elsewhere = elsewhere;
        this.subjects = subjects;
        this.holds = holds;
        this.settings = settings;
        this.alone = new OneHub(database, LOCK);
        this.clock = clock;
    }

    /**
     * Takes a wish; it is carried out in the background.
     *
     * @param body {@code kind} (device or customer), {@code subject} and {@code reason}
     * @throws IllegalArgumentException when something is missing or nobody is meant; the message names the field
     * @throws IllegalStateException when a legal hold stands against it; the message names the hold
     */
    public Map<String, Object> ask(Map<String, Object> body, String user) throws SQLException {
        String kind = LegalHolds.text(body, "kind");
        String subject = LegalHolds.text(body, "subject");
        TreeSet<String> devices = devices(kind, subject);
        refuseHeld(devices);
        Instant now = clock.instant();
        Deletion wish = new Deletion(
                "deletion-" + UUID.randomUUID(),
                kind,
                subject,
                List.copyOf(devices),
                now,
                LegalHolds.text(body, "reason"),
                user,
                now,
                "waiting",
                "",
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
        book.add(wish);
        return wish.shape();
    }

    private TreeSet<String> devices(String kind, String subject) {
        return switch (kind) {
            case "device" -> new TreeSet<>(List.of(subject));
            case "customer" -> new TreeSet<>(subjects.ofCustomer(subject));
            default -> throw new IllegalArgumentException("kind: one of device, customer");
        };
    }

    private void refuseHeld(TreeSet<String> devices) throws SQLException {
        Optional<LegalHold> hold = holds.inForce().against(devices);
        if (hold.isPresent()) {
            throw new IllegalStateException("nothing is deleted, because of "
                    + hold.get().sentence() + "; release the hold first, DELETE /api/v1/legal-holds/"
                    + hold.get().id());
        }
    }

    /** One deletion; when it is done, its receipt. */
    public Map<String, Object> get(String id) throws SQLException {
        return book.find(id)
                .map(Deletion::shape)
                .orElseThrow(() -> new NoSuchElementException("there is no deletion '" + id + "'"));
    }

    /** The deletions, newest first. */
    public Map<String, Object> list(Integer limit) throws SQLException {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "items",
                book.newest(limit == null ? 100 : limit).stream()
                        .map(Deletion::shape)
                        .toList());
        return page;
    }

    /** Carries out what is due: new wishes, those that failed, and sweeps; does nothing while another hub is at it. */
    public void run() throws Exception {
        alone.doAlone(() -> {
            for (Deletion due : book.due(clock.instant())) {
                carryOut(due);
            }
        });
    }

    private void carryOut(Deletion deletion) throws SQLException {
        boolean sweep = deletion.state().equals("done");
        Optional<LegalHold> hold = holds.inForce().against(deletion.devices());
        if (hold.isPresent()) {
            String problem = "stopped by " + hold.get().sentence();
            book.failed(
                    deletion.id(),
                    sweep ? "done" : "stopped",
                    problem,
                    clock.instant().plus(SWEEP));
            return;
        }
        try {
            if (!sweep) {
                book.started(deletion.id(), clock.instant());
            }
            delete(deletion, sweep);
            Instant now = clock.instant();
            if (sweep) {
                book.sweepAgain(deletion.id(), now.plus(SWEEP));
            } else {
                Deletion counted = book.find(deletion.id()).orElseThrow();
                book.done(counted, now, now.plus(SWEEP), now.plus(settings.sweep()));
            }
        } catch (SQLException | RuntimeException problem) {
            LOG.warn(
                    "Deletion {} of {} '{}' is tried again",
                    deletion.id(),
                    deletion.kind(),
                    deletion.subject(),
                    problem);
            String told = "is tried again: " + problem.getMessage();
            book.failed(
                    deletion.id(),
                    sweep ? "done" : "running",
                    told,
                    clock.instant().plus(AGAIN));
        }
    }

    /** First what others copy from, then the copies: what was copied in between is met by the later step or by the sweep. */
    private void delete(Deletion deletion, boolean late) throws SQLException {
        List<String> devices = deletion.devices();
        for (String device : devices) {
            book.count(deletion.id(), late, Map.of("hot.telemetry", readings(device, deletion.until())));
            book.count(deletion.id(), late, Map.of("hot.other", (long) hot.forget(device, deletion.until())));
        }
        book.count(deletion.id(), late, named("warm.", rows.ofDevices(devices, deletion.until())));
        if (deletion.kind().equals("customer")) {
            book.count(deletion.id(), late, named("warm.", rows.ofCustomer(deletion.subject(), deletion.until())));
        }
        forget(deletion, late, elsewhere.copied());
        ColdTier.Removed removed = cold.remove(devices, deletion.until());
        book.count(deletion.id(), late, named("cold.", removed.rows()));
        if (removed.rows().values().stream().anyMatch(rows -> rows > 0)) {
            book.goneBy(deletion.id(), removed.goneBy());
        }
        forget(deletion, late, elsewhere.derived());
    }

    private void forget(Deletion deletion, boolean late, Map<String, Elsewhere> stores) throws SQLException {
        for (Map.Entry<String, Elsewhere> store : stores.entrySet()) {
            for (String device : deletion.devices()) {
                Map<String, Long> gone = new TreeMap<>();
                store.getValue()
                        .forget(device, deletion.until())
                        .forEach((table, count) -> gone.put(table, (long) count));
                book.count(deletion.id(), late, named(store.getKey() + ".", gone));
            }
        }
    }

    private long readings(String device, Instant until) {
        long deleted = 0;
        List<ReadingKey> some = new ArrayList<>(hot.keysOf(device, Instant.EPOCH, until, AT_ONCE));
        while (!some.isEmpty()) {
            deleted += hot.delete(some.stream().map(ReadingKey::id).toList());
            some = hot.keysOf(device, Instant.EPOCH, until, AT_ONCE);
        }
        return deleted;
    }

    private static Map<String, Long> named(String tier, Map<String, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((table, count) -> named.put(tier + table, count));
        return named;
    }
}
