package hub.adapters.ageing;

import hub.adapters.Database;
import hub.message.SpanDigest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Takes readings out of the hot store when their product's days there are over and cold is proven to have them. It may die at any
 * point: nothing is deleted that was not proven, and the next run proves anew what is still there.
 */
public final class TelemetryAgeing {
    private static final long LOCK = 0x6875622d61676531L;
    private static final String BEHIND_NUMBERS = ":";

    private final HotTier hot;
    private final SpanCheck check;
    private final SpanBook book;
    private final LegalHolds holds;
    private final Retention retention;
    private final AgeingSettings settings;
    private final OneHub alone;
    private final Clock clock;
    private final Counter moved;
    private final Counter appended;
    private final AtomicLong kept;

    /** What the products in force say; those that say nothing are absent. */
    public interface Retention {
        /** How long readings stay in the hot store, by product. */
        Map<String, Duration> hot();
    }

    public TelemetryAgeing(
            HotTier hot,
            ColdTier cold,
            DataSource warm,
            LegalHolds holds,
            Retention retention,
            AgeingSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.hot = new GentleHot(hot, settings.pause());
        this.check = new SpanCheck(this.hot, cold);
        this.book = new SpanBook(new Database(warm));
        this.holds = holds;
        this.retention = retention;
        this.settings = settings;
        this.alone = new OneHub(new Database(warm), LOCK);
        this.clock = clock;
        this.moved = Counter.builder("hub.ageing.moved")
                .description("Readings that left the hot store, proven to be in cold")
                .register(meters);
        this.appended = Counter.builder("hub.ageing.appended")
                .description("Readings that cold lacked and was given from hot")
                .register(meters);
        this.kept = meters.gauge("hub.ageing.kept", new AtomicLong());
    }

    /** Looks at all that is old enough and moves what is proven; does nothing while another hub is at it. */
    public void run() throws Exception {
        alone.doAlone(this::move);
    }

    private void move() throws SQLException {
        Holds inForce = holds.inForce();
        Walk walk = walk();
        Map<Span, Progress> proven = new HashMap<>();
        long doubtful = 0;
        for (Map.Entry<Span, SpanDigest> each : walk.spans().entrySet()) {
            Span span = each.getKey();
            SpanCheck.Verdict verdict = check.of(span, each.getValue(), book.moved(span), walk);
            book.looked(span, each.getValue(), verdict, clock.instant());
            appended.increment(verdict.appended());
            if (verdict.isProven()) {
                proven.put(span, new Progress(each.getValue().readings()));
            } else {
                doubtful += each.getValue().readings();
            }
        }
        for (Walk.Page page : walk.pages()) {
            delete(walk, page, proven, inForce);
        }
        finish(proven, doubtful);
    }

    private Walk walk() throws SQLException {
        Map<String, Duration> days = retention.hot();
        Map<String, Instant> ends = new HashMap<>();
        days.forEach((product, hotFor) -> ends.put(product, end(hotFor)));
        Instant usual = end(settings.telemetry());
        Walk walk = new Walk(
                hot,
                settings.page(),
                key -> key.time() < ends.getOrDefault(key.productId(), usual).toEpochMilli());
        Instant oldest = ends.values().stream()
                .min(Instant::compareTo)
                .filter(usual::isAfter)
                .orElse(usual);
        Instant newest = ends.values().stream()
                .max(Instant::compareTo)
                .filter(usual::isBefore)
                .orElse(usual);
        walk.over("", idAt(oldest));
        walk.over(idAt(openSince(ends, usual, oldest, newest)), idAt(newest));
        walk.over(idAt(clock.instant().plus(1, ChronoUnit.DAYS)), "");
        return walk;
    }

    /** Behind the readings without a time of their own, whose ids begin with a number. */
    private String idAt(Instant time) {
        String id = hot.idAt(time);
        return id.compareTo(BEHIND_NUMBERS) < 0 ? BEHIND_NUMBERS : id;
    }

    /** Whole days only, so that a day is proven once, when it is complete. */
    private Instant end(Duration hotFor) {
        return clock.instant().minus(hotFor).truncatedTo(ChronoUnit.DAYS);
    }

    /** Behind the days that every product with days of its own has left already, so that they are not read again at each run. */
    private Instant openSince(Map<String, Instant> ends, Instant usual, Instant oldest, Instant newest)
            throws SQLException {
        if (usual.isAfter(oldest)) {
            return oldest;
        }
        Instant since = newest;
        for (Map.Entry<String, Instant> each : ends.entrySet()) {
            if (each.getValue().isAfter(oldest)) {
                Instant open = book.openSince(each.getKey())
                        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .filter(oldest::isBefore)
                        .orElse(oldest);
                since = open.isBefore(since) ? open : since;
            }
        }
        return since;
    }

    private void delete(Walk walk, Walk.Page page, Map<Span, Progress> proven, Holds inForce) throws SQLException {
        List<ReadingKey> keys = walk.read(page);
        Map<Span, SpanDigest> now = Walk.digests(keys);
        List<ReadingKey> going = new ArrayList<>();
        for (ReadingKey key : keys) {
            Progress progress = proven.get(key.span());
            SpanDigest seen = page.spans().get(key.span());
            if (progress == null || !now.get(key.span()).equals(seen)) {
                continue;
            }
            inForce.on(key).ifPresentOrElse(progress::hold, () -> going.add(key));
        }
        if (going.isEmpty()) {
            return;
        }
        hot.delete(going.stream().map(ReadingKey::id).toList());
        for (Map.Entry<Span, SpanDigest> each : Walk.digests(going).entrySet()) {
            book.left(each.getKey(), each.getValue());
            proven.get(each.getKey()).left += each.getValue().readings();
            moved.increment(each.getValue().readings());
        }
    }

    private void finish(Map<Span, Progress> proven, long doubtful) throws SQLException {
        long left = 0;
        long stayed = doubtful;
        for (Map.Entry<Span, Progress> each : proven.entrySet()) {
            Progress progress = each.getValue();
            left += progress.left;
            stayed += progress.total - progress.left;
            book.ended(each.getKey(), progress.held, progress.reason(), clock.instant());
        }
        kept.set(stayed);
        book.result(
                "telemetry",
                left,
                stayed == 0 ? "" : stayed + " readings stay, see the days that are kept",
                clock.instant());
    }

    /** How far one span has come in this run. */
    private static final class Progress {
        private final long total;
        private long left;
        private long held;
        private String hold = "";

        Progress(long total) {
            this.total = total;
        }

        void hold(String sentence) {
            held++;
            hold = sentence;
        }

        String reason() {
            if (held > 0) {
                return hold;
            }
            return left == total ? "" : "readings came in while the day was looked at; the next run takes them";
        }
    }
}
