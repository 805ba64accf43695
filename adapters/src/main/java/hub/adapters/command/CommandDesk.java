package hub.adapters.command;

import hub.message.Command;
import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;

/** Answers the API about commands in the shapes of the contract. */
public final class CommandDesk {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final DeviceCommands commands;
    private final DeviceDirectory devices;
    private final CommandCheck check;
    private final CommandSettings settings;

    public CommandDesk(DeviceCommands commands, DeviceDirectory devices, CommandCheck check, CommandSettings settings) {
        this.commands = commands;
        this.devices = devices;
        this.check = check;
        this.settings = settings;
    }

    /**
     * The command a person orders.
     *
     * @throws NoSuchElementException when the device is not registered
     * @throws IllegalArgumentException when a field is wrong, naming each
     * @throws IllegalStateException when the execution id belongs to another order
     */
    @SuppressWarnings("unchecked")
    public Command order(String deviceId, Map<String, Object> body, String user) throws SQLException {
        RegisteredDevice device = devices.find(deviceId)
                .orElseThrow(() -> new NoSuchElementException("there is no device '" + deviceId + "'"));
        Command command = new Command(
                text(body, "executionId", UUID.randomUUID().toString()),
                deviceId,
                device.productId(),
                Command.Kind.COMMAND,
                text(body, "command", ""),
                body.get("parameters") instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of(),
                body.get("timeoutSeconds") instanceof Number seconds
                        ? Duration.ofMillis(Math.round(seconds.doubleValue() * 1000))
                        : check.usualTimeout(device.productId(), text(body, "command", ""))
                                .orElse(settings.timeout()),
                body.get("retries") instanceof Number retries ? retries.intValue() : settings.retries(),
                user,
                text(body, "alarmId", ""));
        List<String> problems = check.problems(command);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        refuseOtherOrder(check.completed(command));
        return check.completed(command);
    }

    private void refuseOtherOrder(Command command) throws SQLException {
        commands.store().find(command.executionId()).ifPresent(known -> {
            Command before = known.command();
            boolean same = before.deviceId().equals(command.deviceId())
                    && before.name().equals(command.name())
                    && ExecutionRows.json(new java.util.TreeMap<>(before.parameters()))
                            .equals(ExecutionRows.json(new java.util.TreeMap<>(command.parameters())));
            if (!same) {
                throw new IllegalStateException("executionId '" + command.executionId()
                        + "' belongs to another order; leave it out to get a new one");
            }
        });
    }

    /** One execution with its history; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String executionId) throws SQLException {
        Map<String, Object> shape = shape(existing(executionId));
        shape.put("history", commands.store().history(executionId));
        return shape;
    }

    /** A device's executions, newest first. */
    public Map<String, Object> list(String deviceId, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? 100 : limit;
        String[] after = cursor == null ? new String[0] : cursor.split("~", 2);
        Instant before = after.length == 2 ? Instant.parse(after[0]) : END_OF_TIME;
        List<Execution> found =
                commands.store().ofDevice(deviceId, before, after.length == 2 ? after[1] : "", most + 1);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).map(CommandDesk::shape).toList());
        if (found.size() > most) {
            Execution last = found.get(most - 1);
            page.put("next", last.createdAt() + "~" + last.command().executionId());
        }
        return page;
    }

    /**
     * Ends an execution.
     *
     * @throws IllegalStateException when it had ended
     */
    public Map<String, Object> cancel(String executionId, String user) throws SQLException {
        Execution execution = existing(executionId);
        if (!commands.cancel(execution, user)) {
            throw new IllegalStateException("execution '" + executionId + "' had ended as "
                    + existing(executionId).state());
        }
        return get(executionId);
    }

    private Execution existing(String executionId) throws SQLException {
        return commands.store()
                .find(executionId)
                .orElseThrow(() -> new NoSuchElementException("there is no execution '" + executionId + "'"));
    }

    private static String text(Map<String, Object> body, String name, String otherwise) {
        Object value = body.get(name);
        return value == null || value.toString().isBlank() ? otherwise : value.toString();
    }

    private static Map<String, Object> shape(Execution execution) {
        Command command = execution.command();
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("executionId", command.executionId());
        shape.put("device_id", command.deviceId());
        shape.put("productId", command.productId());
        shape.put("command", command.name());
        shape.put("parameters", command.parameters());
        shape.put("state", execution.state().name());
        put(shape, "reason", execution.reason());
        if (!execution.result().isEmpty()) {
            shape.put("result", execution.result());
        }
        put(shape, "door", execution.door());
        shape.put("attempts", execution.attempts());
        shape.put("retries", command.retries());
        shape.put("timeoutSeconds", command.timeout().toMillis() / 1000.0);
        shape.put("requestedBy", command.requestedBy());
        put(shape, "alarmId", command.alarmId());
        shape.put("createdAt", execution.createdAt().toString());
        execution.sentAt().ifPresent(at -> shape.put("sentAt", at.toString()));
        execution.endedAt().ifPresent(at -> shape.put("endedAt", at.toString()));
        if (!execution.state().ended()) {
            shape.put("deadline", execution.deadline().toString());
        }
        return shape;
    }

    private static void put(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }
}
