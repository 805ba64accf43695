package hub;

import hub.adapters.dispatch.Candidate;
import hub.adapters.dispatch.CandidateScore;
import hub.adapters.dispatch.PlainScore;
import hub.rules.TechnicianScore;
import java.util.List;
import java.util.Map;

/** Lets the dispatch tables score technicians; while none is in force the plain score does. */
final class TableScore implements CandidateScore {

    private final TechnicianScore table;
    private final CandidateScore otherwise = new PlainScore();

    TableScore(TechnicianScore table) {
        this.table = table;
    }

    @Override
    public Score of(Candidate candidate) {
        List<TechnicianScore.Part> parts = table.parts(Map.of(
                "skill", candidate.skill(),
                "level", candidate.skillLevel(),
                "available", candidate.available() ? "yes" : "no",
                "territory", candidate.sameTerritory() ? "same" : "other",
                "open", candidate.openOrders(),
                "intime", candidate.inTime() ? "yes" : "no",
                "hours", candidate.hoursUntilAvailable()));
        if (parts.isEmpty()) {
            return otherwise.of(candidate);
        }
        List<TechnicianScore.Part> excluding =
                parts.stream().filter(TechnicianScore.Part::excludes).toList();
        return new Score(
                excluding.isEmpty(),
                (excluding.isEmpty() ? parts : excluding)
                        .stream()
                                .map(part -> new Part(part.reason(), part.points()))
                                .toList());
    }
}
