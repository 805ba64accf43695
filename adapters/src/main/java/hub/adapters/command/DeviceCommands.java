package hub.adapters.command;

import hub.message.Command;
import hub.message.CommandResult;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Brings commands to devices: keeps them, says what is to be sent now, matches results and says which executions ended. */
public final class DeviceCommands {

    private static final int MOST_AT_ONCE = 200;

    private final ExecutionStore store;
    private final WaitingExecutions waiting;
    private final ExecutionEvents events;
    private final DeviceDirectory devices;
    private final CommandSettings settings;
    private final CommandCheck check;
    private final Clock clock;

    /**
     * @param database the warm store with schema {@code service}
     * @param check what a product says about its commands
     * @param connectedHere whether a device has a TCP connection to this hub instance
     */
    public DeviceCommands(
            DataSource database,
            DeviceDirectory devices,
            CommandCheck check,
            Predicate<String> connectedHere,
            CommandSettings settings,
            Clock clock) {
        this.store = new ExecutionStore(database);
        this.waiting = new WaitingExecutions(database, connectedHere, settings.strangersReachable());
        this.events = new ExecutionEvents(database);
        this.devices = devices;
        this.settings = settings;
        this.check = check;
        this.clock = clock;
    }

    /**
     * Takes an order; taking it again changes nothing. What cannot be carried out ends as rejected with the reason.
     *
     * @return what is to be sent at once: the order itself when its device can be reached, else nothing
     */
    public List<Outgoing> accept(Command command) throws SQLException {
        Instant now = clock.instant();
        Optional<RegisteredDevice> device = devices.find(command.deviceId());
        List<String> problems =
                device.isEmpty() ? List.of("device_id: nobody registered this device") : check.problems(command);
        ExecutionState state = problems.isEmpty() ? ExecutionState.QUEUED : ExecutionState.REJECTED;
        Instant deadline = now.plus(check.patience(command));
        String hubId = device.map(RegisteredDevice::hubId).orElse("");
        Command whole = check.completed(command);
        store.insert(whole, hubId, state, String.join("; ", problems), now, deadline);
        return problems.isEmpty() ? waiting.claimOne(whole, hubId, now) : List.of();
    }

    /** What is to be sent now: queued orders whose device has come, and those that are to be sent again. */
    public List<Outgoing> due() throws SQLException {
        return waiting.claim(clock.instant(), MOST_AT_ONCE);
    }

    /**
     * The bytes of an order for a device on a TCP connection, as its product declares them.
     *
     * @throws IllegalArgumentException when the product declares none
     */
    public byte[] bytes(Outgoing outgoing) {
        return check.bytes(outgoing.command());
    }

    /** Notes that an order was sent; its timeout runs from the first time. */
    public void sent(Outgoing outgoing) throws SQLException {
        store.sent(outgoing, clock.instant());
    }

    /** Notes that an order could not be sent; it is tried again shortly and does not count as an attempt. */
    public void notSent(Outgoing outgoing, Throwable problem) throws SQLException {
        Instant now = clock.instant();
        String cause = "could not be sent over " + outgoing.door() + ": " + problem.getMessage();
        store.notSent(outgoing, now, now.plus(settings.pauseAfterFailure()), cause);
    }

    /** Ends orders whose time is over. */
    public int endOverdue() throws SQLException {
        return waiting.endOverdue(clock.instant());
    }

    /** Takes results from devices; taking one again changes nothing. */
    public ResultsTaken takeResults(List<RawFrame> frames) throws SQLException {
        ResultsTaken taken = new ResultsTaken(new ArrayList<>(), new ArrayList<>());
        for (RawFrame frame : frames) {
            take(frame, taken);
        }
        return taken;
    }

    private void take(RawFrame frame, ResultsTaken taken) throws SQLException {
        ResultMessage message;
        try {
            message = ResultMessage.read(frame);
        } catch (IllegalArgumentException problem) {
            String error = problem.getMessage().startsWith("body: ") ? "InvalidJson" : "InvalidRequest";
            refuse(frame, "bad-result", error, problem.getMessage(), taken);
            return;
        }
        String asked = "executionId: '" + named(message) + "' ";
        switch (change(frame, message)) {
            case DONE -> ResponseAnswer.accepted(frame).ifPresent(taken.answers()::add);
            case LATE ->
                ResponseAnswer.rejected(frame, "TerminalStateReached", asked + "had ended; nothing was changed")
                        .ifPresent(taken.answers()::add);
            case FORGED -> {
                String problem = asked + "was not sent to device '" + frame.deviceId() + "'; nothing was changed";
                refuse(frame, "forged-result", "ResourceNotFound", problem, taken);
            }
            case UNKNOWN ->
                refuse(
                        frame,
                        "unknown-execution",
                        "ResourceNotFound",
                        asked + "is unknown; nothing was changed",
                        taken);
        }
    }

    private ExecutionStore.Change change(RawFrame frame, ResultMessage message) throws SQLException {
        String cause = "device says " + message.state() + (message.reason().isEmpty() ? "" : ": " + message.reason());
        ExecutionStore.Event event = new ExecutionStore.Event(
                "result " + frame.position() + " " + frame.traceId(), clock.instant(), frame.deviceId(), cause);
        String executionId = message.executionId().isEmpty()
                ? store.named(frame.deviceId(), message.number().orElseThrow(), message.numberBytes())
                        .orElse("")
                : message.executionId();
        return store.change(executionId, frame.deviceId(), message.state(), message.reason(), message.result(), event);
    }

    private void refuse(RawFrame frame, String reason, String error, String problem, ResultsTaken taken) {
        taken.refused().add(refusal(frame, reason, problem));
        ResponseAnswer.rejected(frame, error, problem).ifPresent(taken.answers()::add);
    }

    private static String named(ResultMessage message) {
        return message.executionId().isEmpty() ? "of number " + message.number().orElse(0) : message.executionId();
    }

    private DeadLetter refusal(RawFrame frame, String reason, String problem) {
        return new DeadLetter(
                frame.position() + "-result",
                clock.instant(),
                "act",
                reason,
                List.of(problem),
                "take-control-results",
                frame.deviceId(),
                frame.productId(),
                "",
                1,
                frame.headers(),
                frame.payload());
    }

    /** Executions that have ended and whose end has not been told yet. */
    public List<CommandResult> untold() throws SQLException {
        return store.untold(MOST_AT_ONCE);
    }

    /** Notes that the end of an execution has been told. */
    public void told(CommandResult result) throws SQLException {
        store.told(result.executionId());
    }

    /** Changes of executions that nobody has been told of, as events. */
    public CommandEvents events() throws SQLException {
        return events.next(clock.instant());
    }

    /** Notes that events have been told. */
    public void eventsTold(CommandEvents told) throws SQLException {
        events.told(told);
    }

    /** Ends an execution at a person's wish; false when it had ended. */
    boolean cancel(Execution execution, String user) throws SQLException {
        if (execution.state().ended()) {
            return false;
        }
        Command command = execution.command();
        ExecutionStore.Event event = new ExecutionStore.Event("cancel", clock.instant(), user, "canceled by " + user);
        return store.change(
                        command.executionId(),
                        command.deviceId(),
                        ExecutionState.CANCELED,
                        event.cause(),
                        Map.of(),
                        event)
                == ExecutionStore.Change.DONE;
    }

    ExecutionStore store() {
        return store;
    }
}
