package hub.adapters.ageing;

import hub.message.SpanDigest;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Proves that cold holds every reading of a span that hot holds: by count and checksum, and where these differ by every single id.
 * What cold lacks is given to it from hot and proven again.
 */
final class SpanCheck {
    private static final int AT_ONCE = 1000;
    private static final int MOST_MISSING = 200_000;

    /**
     * What the proof came to.
     *
     * @param cold how many readings of the span cold holds
     * @param appended how many it was given
     * @param doubt why nothing of the span may be deleted, or empty
     */
    record Verdict(long cold, long appended, String doubt) {
        boolean isProven() {
            return doubt.isEmpty();
        }
    }

    private final HotTier hot;
    private final ColdTier cold;

    SpanCheck(HotTier hot, ColdTier cold) {
        this.hot = hot;
        this.cold = cold;
    }

    /** @param moved what of the span has left hot already */
    Verdict of(Span span, SpanDigest inHot, SpanDigest moved, Walk walk) {
        SpanDigest inCold = cold.digest(span.productId(), span.day());
        if (inCold.equals(inHot) || inCold.equals(Walk.sum(inHot, moved))) {
            return new Verdict(inCold.readings(), 0, "");
        }
        List<String> missing = missing(span, walk);
        if (missing.isEmpty()) {
            return new Verdict(inCold.readings(), 0, "");
        }
        Optional<String> behind = cold.behind();
        if (behind.isPresent()) {
            return new Verdict(
                    inCold.readings(), 0, "cold lacks " + missing.size() + " readings and is behind: " + behind.get());
        }
        int appended = append(missing);
        List<String> still = missing(span, walk);
        SpanDigest now = cold.digest(span.productId(), span.day());
        String doubt = still.isEmpty()
                ? ""
                : "cold lacks " + still.size() + " readings even after it was given them, such as '" + still.get(0)
                        + "'; look at its log, and whether the metrics of this product can be kept cold";
        return new Verdict(now.readings(), appended, doubt);
    }

    private int append(List<String> missing) {
        int appended = 0;
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            List<String> ids = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
            List<Telemetry> readings = hot.readings(ids);
            cold.append(readings);
            appended += readings.size();
        }
        return appended;
    }

    private List<String> missing(Span span, Walk walk) {
        long[] known = known(span);
        List<String> missing = new ArrayList<>();
        for (Walk.Page page : walk.pages()) {
            if (page.spans().containsKey(span)) {
                walk.read(page).stream()
                        .filter(key -> key.span().equals(span))
                        .filter(key -> Arrays.binarySearch(known, hash(key.id())) < 0)
                        .forEach(key -> missing.add(key.id()));
            }
            if (missing.size() >= MOST_MISSING) {
                return missing;
            }
        }
        return missing;
    }

    private long[] known(Span span) {
        Hashes hashes = new Hashes();
        cold.ids(span.productId(), span.day(), id -> hashes.add(hash(id)));
        return hashes.sorted();
    }

    private static long hash(String id) {
        return SpanDigest.EMPTY.with(id).checksum();
    }

    /** Hashes as they come, without an object for each. */
    private static final class Hashes {
        private long[] values = new long[1024];
        private int size;

        void add(long hash) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = hash;
        }

        long[] sorted() {
            long[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
