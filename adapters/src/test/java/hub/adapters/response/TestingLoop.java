package hub.adapters.response;

import hub.adapters.MovedClock;
import hub.message.ActionPlan;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmClass;
import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.EscalationStep;
import hub.message.Severity;
import hub.product.ProductCatalog;
import hub.product.ProductSpecReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The response engine on a real database with a clock that is moved, and everything it wants sent written down. */
final class TestingLoop implements ResponsePlanner {
    static final ResponseSettings SETTINGS = new ResponseSettings(
            ZoneId.of("Asia/Seoul"), 10, 600, Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofSeconds(15));

    final MovedClock clock = new MovedClock("2026-01-31T01:00:00Z");
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<ResponseOrder> sent = Collections.synchronizedList(new ArrayList<>());
    final AlarmResponses responses;
    final AlarmResponses otherHub;
    final ResponseDesk desk;
    List<ActionPlan.Step> actions = List.of(step("restart-fan"), step("update-controller"));
    List<EscalationStep> steps = List.of(
            escalation("told", "raised", 0, false),
            escalation("unseen", "unacknowledged", 600, false),
            escalation("failed", "not-recovered", 0, false),
            escalation("visit", "not-recovered", 60, true),
            escalation("end", "over", 0, false));

    TestingLoop(DataSource database) {
        this(database, SETTINGS);
    }

    TestingLoop(DataSource database, ResponseSettings settings) {
        Path home = Path.of(System.getProperty("hub.home", ".."));
        ProductCatalog catalog = new ProductCatalog(List.of(new ProductSpecReader()
                .read(home.resolve("yaml-dsl/products/prod-a.product.yaml"))
                .product()
                .orElseThrow()));
        responses = new AlarmResponses(database, catalog, this, settings, meters, clock);
        otherHub = new AlarmResponses(database, catalog, this, settings, meters, clock);
        desk = new ResponseDesk(database, catalog, clock);
    }

    static ActionPlan.Step step(String action) {
        return new ActionPlan.Step(action, Map.of(), 0, "action.drl.csv A7 " + action);
    }

    static EscalationStep escalation(String name, String moment, int after, boolean dispatch) {
        return new EscalationStep(
                name,
                moment,
                Duration.ofSeconds(after),
                Duration.ZERO,
                1,
                "",
                dispatch,
                dispatch ? List.of() : List.of("team:service"),
                List.of(),
                moment.equals("raised") ? 1 : 2,
                "escalation.drl.csv " + name);
    }

    @Override
    public ActionPlan actions(Alarm alarm, int tried, int today) {
        return new ActionPlan(actions, false, "cooling fan failure likely", "restart the fan");
    }

    @Override
    public List<EscalationStep> escalations(Alarm alarm) {
        return steps;
    }

    Alarm alarm(String id, String device, Severity severity, AlarmState state, boolean acknowledged) {
        Instant now = clock.instant();
        boolean over = state == AlarmState.CLEARED || state == AlarmState.CLOSED;
        return new Alarm(
                id,
                device,
                "prod-a",
                "temp-threshold-prod-a",
                severity,
                AlarmClass.IMMEDIATE,
                state,
                acknowledged,
                now,
                now,
                over ? Optional.of(now) : Optional.empty(),
                1,
                Optional.of(83L),
                "restart-fan",
                Map.of(),
                new AlarmExplanation("t", "v", 7, "A7", Map.of("tempC", 83L), "tempC is above 80"),
                List.of());
    }

    void raise(String id, String device) throws SQLException {
        responses.note(List.of(alarm(id, device, Severity.HIGH, AlarmState.ACTIVE, false)));
        turn();
    }

    /** Lets everything happen that is due now. */
    void turn() throws SQLException {
        responses.advance();
        responses.escalate();
        for (List<ResponseOrder> group : responses.dueOrders()) {
            for (ResponseOrder order : group) {
                sent.add(order);
                responses.sent(order);
            }
        }
    }

    void pass(Duration time) throws SQLException {
        clock.move(time);
        turn();
    }

    <T> List<T> bodies(String alarmId, Class<T> type) {
        return sent.stream()
                .filter(order -> order.alarmId().equals(alarmId))
                .map(ResponseOrder::body)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<Command> commands() {
        return sent.stream()
                .map(ResponseOrder::body)
                .filter(Command.class::isInstance)
                .map(Command.class::cast)
                .toList();
    }

    /** What the alarm was told, such as {@code MOVE REMEDIATING}. */
    List<String> acts(String alarmId) {
        return sent.stream()
                .filter(order -> order.alarmId().equals(alarmId) && order.body() instanceof AlarmAct)
                .map(order -> (AlarmAct) order.body())
                .map(act -> act.kind() + act.to().map(state -> " " + state).orElse(""))
                .toList();
    }

    List<String> kinds(String alarmId) {
        return sent.stream()
                .filter(order -> order.alarmId().equals(alarmId) && !(order.body() instanceof AlarmAct))
                .map(order -> order.kind().name())
                .toList();
    }

    void end(Command command, CommandResult.Status status) throws SQLException {
        responses.takeResult(
                new CommandResult(command.executionId(), command.deviceId(), status, "", Map.of(), clock.instant()));
        turn();
    }

    /** Answers the questions that are due with these readings. */
    void look(Object... readings) throws SQLException {
        for (Verification question : responses.dueVerifications()) {
            responses.verify(question, Map.of("items", List.of(readings)));
        }
        turn();
    }

    Map<String, Object> reading(Duration measuredAgo, Duration arrivedAgo, String metric, Object value) {
        return Map.of(
                "device_timestamp", clock.instant().minus(measuredAgo).toString(),
                "ingest_timestamp", clock.instant().minus(arrivedAgo).toString(),
                "metrics", Map.of(metric, value));
    }

    Map<String, Object> fresh(String metric, Object value) {
        return reading(Duration.ZERO, Duration.ZERO, metric, value);
    }
}
