package hub.master.source;

import hub.master.sync.ChangeBatch;
import hub.message.DeadLetter;
import java.util.List;

/**
 * Some rows of a file.
 *
 * @param batch the rows that can be taken
 * @param letters one for each row that cannot
 */
public record TablePart(ChangeBatch batch, List<DeadLetter> letters) {

    /** Whether every row of it can be taken. */
    public boolean isSound() {
        return letters.isEmpty();
    }
}
