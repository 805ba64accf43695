package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import java.time.Instant;

/** What a person may do to an open alarm. */
interface OperatorAct {

    void on(Lifecycle lifecycle, DeviceState device, Fault fault, RuleRow row);

    static OperatorAct acknowledge(String by, Instant at) {
        return (lifecycle, device, fault, row) -> lifecycle.acknowledge(fault, by, at.toEpochMilli());
    }

    static OperatorAct clear(String by, Instant at, String comment) {
        String cause = comment.isBlank() ? "cleared by hand" : comment;
        return (lifecycle, device, fault, row) ->
                lifecycle.clear(device, fault, row, at.toEpochMilli(), at.toEpochMilli(), by, cause);
    }

    /** The transition that notes an acknowledgement without changing the state. */
    static AlarmTransition acknowledgement(AlarmState state, String by, Instant at) {
        return new AlarmTransition(at, Words.state(state), Words.state(state), by, "acknowledged");
    }

    /** An acknowledgement of an alarm that is already over. */
    static Alarm acknowledged(Alarm alarm, String by, Instant at) {
        if (alarm.acknowledged()) {
            return alarm;
        }
        Fault fault = Fault.of(alarm);
        fault.acknowledged = true;
        fault.history.add(acknowledgement(alarm.state(), by, at));
        return fault.toAlarm();
    }
}
