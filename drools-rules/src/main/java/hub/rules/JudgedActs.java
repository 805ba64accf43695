package hub.rules;

import hub.message.AlarmAct;
import java.util.List;

/**
 * What acts on alarms came to.
 *
 * @param judgement what changed, to be stored as any other judgement
 * @param forgotten acts on alarms that the judge no longer knows; {@link AlarmJudge#applied} does them to the stored alarm
 */
public record JudgedActs(Judgement judgement, List<AlarmAct> forgotten) {
    /** By identity: Camel keys a cache by the objects that routes ask, and hashing a batch by content costs more than decoding it. */
    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
