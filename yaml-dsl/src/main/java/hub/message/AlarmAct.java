package hub.message;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something done to an alarm from outside the rules: by a person or by the answer to it. It travels the stream under the
 * alarm's device, so that it meets the judge in order and once.
 *
 * @param id names the act and makes it idempotent
 * @param alarmId the alarm
 * @param deviceId its device
 * @param kind what is done
 * @param to the state to move to, for {@link Kind#MOVE}
 * @param at when it was done
 * @param by a user's name, or {@code response}, {@code dispatch}, {@code escalation}
 * @param cause why, in one sentence
 * @param until the end of a shelving
 * @param response what the alarm from now on shows of the answer to it (action, attempts, evidence, order); empty keeps it
 */
public record AlarmAct(
        String id,
        String alarmId,
        String deviceId,
        Kind kind,
        Optional<AlarmState> to,
        Instant at,
        String by,
        String cause,
        Optional<Instant> until,
        Map<String, Object> response) {

    /** What can be done. */
    public enum Kind {
        ACKNOWLEDGE,
        CLEAR,
        MOVE,
        COMMENT,
        SHELVE
    }

    /** A step in the answer to an alarm. */
    public static AlarmAct move(
            String id, Alarm alarm, AlarmState to, Instant at, String by, String cause, Map<String, Object> response) {
        return new AlarmAct(
                id,
                alarm.id(),
                alarm.deviceId(),
                Kind.MOVE,
                Optional.of(to),
                at,
                by,
                cause,
                Optional.empty(),
                response);
    }
}
