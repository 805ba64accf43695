package hub.adapters.history;

import hub.message.HistoryLine;
import java.util.List;

/** Where things happen that are kept: asked again and again for what came behind a number that only grows. */
public interface HistorySource {

    /**
     * Some lines in the order of their numbers.
     *
     * @param lines what happened
     * @param until the greatest number among them, all lines of which are here; the number asked for when there are none
     */
    record Batch(List<HistoryLine> lines, long until) {}

    /** Names the place where the copy stands; never changes. */
    String name();

    /** The lines with numbers greater than one and not greater than another. */
    Batch between(long after, long until, int most) throws Exception;
}
