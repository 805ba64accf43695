package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;

/**
 * Which neighbours to read for a query, and whether they come in the wanted order.
 *
 * @param layout the documents themselves, or an index
 * @param from the first key to read
 * @param to the key to stop before
 * @param reverse whether to read from the end
 * @param sorted whether the order read is the order asked for
 * @param score how much of the query this plan uses
 */
record QueryPlan(Layout layout, byte[] from, byte[] to, boolean reverse, boolean sorted, int score) {
    private static final int FOR_EQUALITY = 8;
    private static final int FOR_ORDER = 5;
    private static final int FOR_RANGE = 4;
    private static final String ID = "_id";

    /** The best way to answer a query; the first layout given is the documents themselves and serves any query. */
    static QueryPlan best(Collection<Layout> layouts, Document query, Document orderBy) {
        Conditions conditions = new Conditions(query);
        QueryPlan best = null;
        for (Layout layout : layouts) {
            QueryPlan plan = of(layout, conditions, orderBy == null ? new Document() : orderBy);
            if (best == null || plan.score > best.score) {
                best = plan;
            }
        }
        return best;
    }

    private static QueryPlan of(Layout layout, Conditions conditions, Document orderBy) {
        KeyWriter writer = new KeyWriter().raw(layout.prefix());
        int equal = 0;
        while (equal < layout.fields().size()
                && conditions.isEqual(layout.fields().get(equal))) {
            writer.value(conditions.equalTo(layout.fields().get(equal++)));
        }
        byte[] beginning = writer.toBytes();
        byte[] from = beginning;
        byte[] to = Layout.after(beginning);
        int score = equal * FOR_EQUALITY;
        Conditions.Range range = equal < layout.fields().size()
                ? conditions.range(layout.fields().get(equal))
                : null;
        if (range != null) {
            score += FOR_RANGE;
            from = bound(beginning, range.low, range.high, false);
            to = bound(beginning, range.high, range.low, true);
        }
        int direction = direction(layout, equal, conditions, orderBy);
        boolean natural = orderBy.containsKey("$natural");
        boolean sorted = orderBy.isEmpty() || natural || direction != 0;
        score += direction != 0 ? FOR_ORDER : 0;
        return new QueryPlan(
                layout, from, to, direction < 0 || natural && backwards(orderBy, "$natural"), sorted, score);
    }

    /** The edge at a value, or at the edge of the other bound's type where this one is open: MongoDB compares within one type. */
    private static byte[] bound(byte[] beginning, Object here, Object there, boolean upper) {
        KeyWriter writer = new KeyWriter().raw(beginning);
        if (here != null) {
            byte[] edge = writer.value(here).toBytes();
            return upper ? Layout.after(edge) : edge;
        }
        byte[] type = writer.value(there).truncate(beginning.length + 1).toBytes();
        return upper ? Layout.after(type) : type;
    }

    /** 1 when reading forwards gives the wanted order, -1 backwards, 0 when neither does or none is wanted. */
    private static int direction(Layout layout, int equal, Conditions conditions, Document orderBy) {
        List<String> wanted = orderBy.keySet().stream()
                .filter(field -> !conditions.isEqual(field))
                .toList();
        List<String> given = layout.fields().subList(equal, layout.fields().size());
        if (wanted.isEmpty()) {
            return orderBy.isEmpty() ? 0 : 1;
        }
        boolean backwards = backwards(orderBy, wanted.get(0));
        for (int i = 0; i < wanted.size(); i++) {
            String next = i < given.size() ? given.get(i) : i == given.size() ? ID : "";
            if (!wanted.get(i).equals(next) || backwards(orderBy, wanted.get(i)) != backwards) {
                return 0;
            }
        }
        return backwards ? -1 : 1;
    }

    private static boolean backwards(Document orderBy, String field) {
        return orderBy.get(field) instanceof Number number && number.intValue() < 0;
    }
}
