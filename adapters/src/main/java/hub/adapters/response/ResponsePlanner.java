package hub.adapters.response;

import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.EscalationStep;
import java.util.List;

/** What the tables say about an alarm; the response engine does not know how they decide. */
public interface ResponsePlanner {

    /**
     * The actions to take.
     *
     * @param tried how many actions were taken for this alarm so far
     * @param today how often the device had an alarm of this rule in the last 24 hours, this one included
     */
    ActionPlan actions(Alarm alarm, int tried, int today);

    /** Whom to tell, and when. */
    List<EscalationStep> escalations(Alarm alarm);
}
