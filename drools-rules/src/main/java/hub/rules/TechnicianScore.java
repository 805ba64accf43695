package hub.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores a technician for a visit by the dispatch tables in force: every row that is met gives points, or excludes. */
public final class TechnicianScore {

    private final DecisionBook book;

    public TechnicianScore(DecisionBook book) {
        this.book = book;
    }

    /**
     * What one row says.
     *
     * @param reason for people
     * @param points that it adds, rounded
     * @param excludes whether nobody of whom it is true can be sent
     */
    public record Part(String reason, int points, boolean excludes) {}

    /**
     * @param facts {@code skill} (empty when none is asked for), {@code level}, {@code available}, {@code territory} (same or
     *     other), {@code open}, {@code intime}, {@code hours}
     * @return what the rows say, from the top; empty when no table is in force
     */
    public List<Part> parts(Map<String, Object> facts) {
        List<Part> parts = new ArrayList<>();
        for (DecisionRow row : book.decide(DecisionKind.DISPATCH, "", facts)) {
            double points = row.number("points", 0) * times(row, facts);
            double most = row.number("most", Double.MAX_VALUE);
            parts.add(new Part(
                    reason(row.text("reason"), facts),
                    (int) Math.round(Math.max(-most, Math.min(most, points))),
                    row.text("exclude").equals("yes")));
        }
        return parts;
    }

    private static double times(DecisionRow row, Map<String, Object> facts) {
        return row.text("per").isEmpty() ? 1 : Double.parseDouble(String.valueOf(facts.get(row.text("per"))));
    }

    private static String reason(String words, Map<String, Object> facts) {
        String reason = words;
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            reason = reason.replace("{" + fact.getKey() + "}", String.valueOf(fact.getValue()));
        }
        return reason;
    }
}
