package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import java.time.Instant;

/** What a person may do to an open alarm. */
sealed interface OperatorAct {

    /** Does it to an alarm in memory. */
    void on(Lifecycle lifecycle, DeviceState device, Fault fault, RuleRow row);

    /** Does it to an alarm that only the store remembers; false when nothing changed. */
    boolean onOrphan(Fault orphan);

    /** A person has seen the alarm. */
    record Acknowledge(String by, Instant at) implements OperatorAct {
        @Override
        public void on(Lifecycle lifecycle, DeviceState device, Fault fault, RuleRow row) {
            lifecycle.acknowledge(fault, by, at.toEpochMilli());
        }

        @Override
        public boolean onOrphan(Fault orphan) {
            if (orphan.acknowledged) {
                return false;
            }
            orphan.acknowledged = true;
            orphan.history.add(acknowledgement(orphan.state, by, at));
            return true;
        }
    }

    /** A person declares the alarm over. */
    record Clear(String by, Instant at, String comment) implements OperatorAct {
        @Override
        public void on(Lifecycle lifecycle, DeviceState device, Fault fault, RuleRow row) {
            lifecycle.clear(device, fault, row, at.toEpochMilli(), at.toEpochMilli(), by, cause());
        }

        @Override
        public boolean onOrphan(Fault orphan) {
            if (orphan.isOver()) {
                return false;
            }
            orphan.clearedAt = at.toEpochMilli();
            orphan.move(AlarmState.CLEARED, at.toEpochMilli(), by, cause());
            return true;
        }

        private String cause() {
            return comment.isBlank() ? "cleared by hand" : comment;
        }
    }

    /** The transition that notes an acknowledgement without changing the state. */
    static AlarmTransition acknowledgement(AlarmState state, String by, Instant at) {
        return new AlarmTransition(at, Words.state(state), Words.state(state), by, "acknowledged");
    }

    /** An acknowledgement of an alarm that is already over. */
    static Alarm acknowledged(Alarm over, String by, Instant at) {
        Fault fault = Fault.of(over);
        return new Acknowledge(by, at).onOrphan(fault) ? fault.toAlarm() : over;
    }
}
