package hub.adapters.ageing;

import hub.message.SpanDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One look over the readings that are old enough: what there is of each span, and page by page, so that later exactly that can be
 * deleted which was looked at. Memory holds a few numbers for each page, never the readings.
 */
final class Walk {

    /**
     * Neighbours in the order of ids.
     *
     * @param spans what of each span lies among them
     */
    record Page(String first, String last, Map<Span, SpanDigest> spans) {}

    private final HotTier hot;
    private final int pageSize;
    private final Predicate<ReadingKey> old;
    private final List<Page> pages = new ArrayList<>();
    private final Map<Span, SpanDigest> spans = new TreeMap<>();

    /** @param old which readings are old enough */
    Walk(HotTier hot, int pageSize, Predicate<ReadingKey> old) {
        this.hot = hot;
        this.pageSize = pageSize;
        this.old = old;
    }

    /** Looks at the readings from one id on and before another; empty: from the first, to the last. */
    void over(String from, String until) {
        String after = from;
        boolean included = true;
        while (true) {
            List<ReadingKey> keys = hot.keys(after, included, until, pageSize);
            if (keys.isEmpty()) {
                return;
            }
            add(keys);
            after = keys.get(keys.size() - 1).id();
            included = false;
        }
    }

    private void add(List<ReadingKey> keys) {
        Map<Span, SpanDigest> found = digests(keys.stream().filter(old).toList());
        if (!found.isEmpty()) {
            pages.add(new Page(keys.get(0).id(), keys.get(keys.size() - 1).id(), found));
            found.forEach((span, digest) -> spans.merge(span, digest, Walk::sum));
        }
    }

    static Map<Span, SpanDigest> digests(List<ReadingKey> keys) {
        Map<Span, SpanDigest> digests = new HashMap<>();
        for (ReadingKey key : keys) {
            digests.compute(key.span(), (span, digest) -> (digest == null ? SpanDigest.EMPTY : digest).with(key.id()));
        }
        return digests;
    }

    static SpanDigest sum(SpanDigest one, SpanDigest other) {
        return new SpanDigest(one.readings() + other.readings(), one.checksum() + other.checksum());
    }

    /** What there is, oldest day first. */
    Map<Span, SpanDigest> spans() {
        return spans;
    }

    List<Page> pages() {
        return pages;
    }

    /** The readings of a page as they are now; what came in between is among them. */
    List<ReadingKey> read(Page page) {
        return hot.keys(page.first(), true, page.last() + " ", 2 * pageSize).stream()
                .filter(old)
                .toList();
    }
}
