package hub.adapters.dispatch;

import java.util.List;
import java.util.stream.Collectors;

/** Says how well a technician fits an order, and why. */
public interface CandidateScore {

    /** The points of one technician. */
    Score of(Candidate candidate);

    /** One reason and what it counts. */
    record Part(String reason, int points) {}

    /**
     * The sum of the reasons.
     *
     * @param possible false when a hard rule excludes the technician; the parts then say which
     * @param parts each reason, in the order of the table
     */
    record Score(boolean possible, List<Part> parts) {

        int points() {
            return parts.stream().mapToInt(Part::points).sum();
        }

        String text() {
            return parts.stream()
                    .map(part -> possible ? part.reason() + " " + part.points() : part.reason())
                    .collect(Collectors.joining(", "));
        }
    }
}
