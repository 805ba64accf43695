package hub.adapters.dispatch;

import java.util.ArrayList;
import java.util.List;

/** The score in force while no table says otherwise: skill and shift are hard, deadline, territory and load are soft. */
public final class PlainScore implements CandidateScore {

    private static final int SKILL = 10;
    private static final int TERRITORY = 20;
    private static final int LOAD = -5;
    private static final int IN_TIME = 20;
    private static final int MOST_WAITING = 24;

    @Override
    public Score of(Candidate candidate) {
        List<Part> excluded = excluded(candidate);
        if (!excluded.isEmpty()) {
            return new Score(false, excluded);
        }
        List<Part> parts = new ArrayList<>();
        if (!candidate.skill().isEmpty()) {
            parts.add(new Part("skill " + candidate.skill(), SKILL * candidate.skillLevel()));
        }
        if (candidate.sameTerritory()) {
            parts.add(new Part("same territory", TERRITORY));
        }
        if (candidate.openOrders() > 0) {
            parts.add(new Part(
                    candidate.openOrders() + (candidate.openOrders() == 1 ? " open order" : " open orders"),
                    LOAD * candidate.openOrders()));
        }
        parts.add(candidate.inTime() ? new Part("in time", IN_TIME) : new Part("too late", -IN_TIME));
        if (candidate.hoursUntilAvailable() > 0) {
            parts.add(new Part(
                    "on shift in " + candidate.hoursUntilAvailable() + " h",
                    -Math.min(candidate.hoursUntilAvailable(), MOST_WAITING)));
        }
        return new Score(true, parts);
    }

    private static List<Part> excluded(Candidate candidate) {
        List<Part> reasons = new ArrayList<>();
        if (!candidate.skill().isEmpty() && candidate.skillLevel() == 0) {
            reasons.add(new Part("has no skill " + candidate.skill(), 0));
        }
        if (!candidate.available()) {
            reasons.add(new Part("has no shift in the next days", 0));
        }
        return reasons;
    }
}
