package hub.adapters.shadow;

import hub.adapters.shadow.ShadowRequest.Verb;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.CommandResult.Status;
import hub.message.StreamPosition;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Asks devices for a state by their shadows and waits until they report it. */
public final class ShadowCommands {

    private static final int MOST = 500;
    private static final int LOOK_AGAIN_SECONDS = 1;

    private final ShadowCommandStore store;
    private final DeviceShadow shadows;
    private final Clock clock;

    /** @param database the warm store with schema {@code service} */
    public ShadowCommands(DataSource database, DeviceShadow shadows, Clock clock) {
        this.store = new ShadowCommandStore(database);
        this.shadows = shadows;
        this.clock = clock;
    }

    /** Puts {@code parameters} into the desired state; the same execution id does so once. */
    public ShadowWork begin(Command command) throws SQLException {
        Instant now = clock.instant();
        ShadowCommand asked = new ShadowCommand(
                command.executionId(),
                new ShadowName(command.deviceId(), command.name()),
                Json.of(command.parameters()),
                command.requestedBy(),
                now.plus(command.timeout()),
                false,
                "");
        return store.insert(asked, command.alarmId(), now) ? apply(asked) : ShadowWork.answer(200, "");
    }

    /** Claims open executions and tells which are reached, refused or too late. */
    public ShadowWatch look() throws SQLException {
        Instant now = clock.instant();
        List<ShadowWork> works = new ArrayList<>();
        List<CommandResult> ended = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (ShadowCommand command : store.claim(now, MOST)) {
            if (!command.applied()) {
                works.add(apply(command));
                continue;
            }
            Optional<CommandResult> end = end(command, now);
            end.ifPresent(ended::add);
            if (end.isEmpty()) {
                open.add(command.executionId());
            }
        }
        store.lookAgain(open, now.plusSeconds(LOOK_AGAIN_SECONDS));
        return new ShadowWatch(works, ended);
    }

    /** Closes an execution whose end has been told. */
    public void ended(CommandResult result) throws SQLException {
        store.end(result.executionId(), result.status().name(), result.reason(), result.at());
    }

    private ShadowWork apply(ShadowCommand command) throws SQLException {
        Instant now = clock.instant();
        ShadowTurn turn = shadows.carryOut(new ShadowRequest(
                command.shadow(),
                Verb.UPDATE,
                Json.bytes(command.request()),
                StreamPosition.NONE,
                now.toEpochMilli(),
                command.requestedBy()));
        String refusal = turn.hasChanged()
                ? ""
                : turn.replies().get(0).document().path("message").asText();
        store.applied(command.executionId(), refusal, now);
        return ShadowWork.ofHttp(turn);
    }

    private Optional<CommandResult> end(ShadowCommand command, Instant now) {
        if (!command.refusal().isEmpty()) {
            return Optional.of(result(command, Status.REJECTED, command.refusal(), Map.of(), now));
        }
        ShadowDocument shadow = shadows.current(command.shadow());
        if (shadow.reports(command.desired())) {
            return Optional.of(result(command, Status.SUCCEEDED, "", Map.of("version", shadow.version()), now));
        }
        return command.dueAt().isAfter(now)
                ? Optional.empty()
                : Optional.of(result(
                        command,
                        Status.TIMED_OUT,
                        "the device does not report " + Json.text(command.desired()),
                        Map.of("version", shadow.version()),
                        now));
    }

    private static CommandResult result(
            ShadowCommand command, Status status, String reason, Map<String, Object> result, Instant at) {
        return new CommandResult(command.executionId(), command.shadow().thing(), status, reason, result, at);
    }
}
