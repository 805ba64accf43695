package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a person, or the answer to an alarm, may do to it. */
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

    /** The answer to an alarm, or a person, takes it a step further. */
    record Move(AlarmState to, String by, Instant at, String cause) implements OperatorAct {
        @Override
        public void on(Lifecycle lifecycle, DeviceState device, Fault fault, RuleRow row) {
            if (ENDS.contains(to)) {
                lifecycle.end(device, fault, row, to, at.toEpochMilli(), at.toEpochMilli(), by, cause);
            } else {
                lifecycle.move(fault, to, at.toEpochMilli(), by, cause);
            }
        }

        @Override
        public boolean onOrphan(Fault orphan) {
            if (orphan.state == AlarmState.CLOSED || orphan.isOver() && to != AlarmState.CLOSED) {
                return false;
            }
            if (ENDS.contains(to) && orphan.clearedAt == Damper.NEVER) {
                orphan.clearedAt = at.toEpochMilli();
            }
            orphan.move(to, at.toEpochMilli(), by, cause);
            return true;
        }
    }

    /** States in which an alarm is over. */
    Set<AlarmState> ENDS = EnumSet.of(AlarmState.CLEARED, AlarmState.CLOSED);

    /** What an act asks of the judge; empty for what only the store needs to know. */
    static Optional<OperatorAct> of(AlarmAct act) {
        return switch (act.kind()) {
            case ACKNOWLEDGE -> Optional.of(new Acknowledge(act.by(), act.at()));
            case CLEAR -> Optional.of(new Clear(act.by(), act.at(), act.cause()));
            case MOVE -> act.to().map(state -> new Move(state, act.by(), act.at(), act.cause()));
            default -> Optional.empty();
        };
    }

    /** Whether the history already tells of this act: it came before and is delivered again. */
    static boolean isDone(AlarmAct act, List<AlarmTransition> history) {
        Instant at = Instant.ofEpochMilli(act.at().toEpochMilli());
        return history.stream()
                .anyMatch(line -> line.at().equals(at)
                        && line.by().equals(act.by())
                        && (act.cause().isEmpty() || line.cause().equals(act.cause()))
                        && act.to().map(Words::state).orElse(line.to()).equals(line.to()));
    }

    /** The transition that notes an acknowledgement without changing the state. */
    static AlarmTransition acknowledgement(AlarmState state, String by, Instant at) {
        return new AlarmTransition(at, Words.state(state), Words.state(state), by, "acknowledged");
    }

    /** The act on an alarm that only the store knows; empty when it changes nothing. */
    static Optional<Alarm> onStored(Alarm stored, AlarmAct act) {
        Fault fault = Fault.of(stored);
        return of(act).filter(wanted -> !isDone(act, stored.history()) && wanted.onOrphan(fault))
                .map(done -> fault.toAlarm());
    }
}
