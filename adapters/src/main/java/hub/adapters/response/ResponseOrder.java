package hub.adapters.response;

import hub.message.AlarmAct;
import hub.message.Command;
import hub.message.DispatchOrder;
import hub.message.Notice;
import hub.message.VisitResult;

/**
 * Something the answer to an alarm wants sent; it is kept until it was sent, and sent again after a failure.
 *
 * @param id of its row
 * @param alarmId the alarm; its orders are sent one after the other
 * @param kind which route takes it
 * @param body an {@link AlarmAct}, {@link Command}, {@link Notice}, {@link DispatchOrder} or {@link VisitResult}
 * @param tries how often it was taken, this time included
 */
public record ResponseOrder(long id, String alarmId, Kind kind, Object body, int tries) {

    /** Which route takes an order. */
    public enum Kind {
        ACT(AlarmAct.class),
        COMMAND(Command.class),
        SHADOW(Command.class),
        JOB(Command.class),
        NOTICE(Notice.class),
        DISPATCH(DispatchOrder.class),
        VERDICT(VisitResult.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }

        Class<?> type() {
            return type;
        }
    }
}
