package hub.rules;

import java.util.Collection;
import java.util.List;

/** Tables of one sort in force, which a folder keeps up to date. */
public interface TableBook {

    /** Whether a file of that name belongs into this book. */
    boolean takes(String fileName);

    /**
     * Makes these the tables in force: those not named are withdrawn, one that is refused leaves its predecessor in force.
     *
     * @return the problems of the tables that were refused, empty when all came into force
     */
    List<RuleTableProblem> replace(Collection<RuleTable> wanted);
}
