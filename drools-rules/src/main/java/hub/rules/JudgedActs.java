package hub.rules;

import hub.message.AlarmAct;
import java.util.List;

/**
 * What acts on alarms came to.
 *
 * @param judgement what changed, to be stored as any other judgement
 * @param forgotten acts on alarms that the judge no longer knows; {@link AlarmJudge#applied} does them to the stored alarm
 */
public record JudgedActs(Judgement judgement, List<AlarmAct> forgotten) {}
