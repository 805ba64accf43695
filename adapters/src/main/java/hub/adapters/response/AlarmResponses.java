package hub.adapters.response;

import hub.adapters.Database;
import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.VisitResult;
import hub.product.ProductAction;
import hub.product.ProductCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The verbs of the closed loop: note an alarm, act, verify on fresh data, escalate, and close after a visit.
 *
 * <p>All state is in schema {@code service}; any number of hubs may call these at once and each step is still taken once.
 * What a step wants sent is kept with it as a {@link ResponseOrder} until a route has sent it.
 */
public final class AlarmResponses {
    static final String BY = "response";
    static final String APPROVERS = "team:service";
    private static final Duration VISIT_WINDOW = Duration.ofMinutes(10);

    private static final int MOST_TRIES_OF_A_COMMAND = 5;
    private static final int MOST_TRIES = 20;
    private static final int MOST_IN_A_TURN = 20_000;

    private final Database database;
    private final Orders orders;
    private final ProductCatalog catalog;
    private final ResponsePlanner planner;
    private final ResponseSettings settings;
    private final Verifying verifying;
    private final MeterRegistry meters;
    private final Clock clock;

    /** @param source the warm store, with schema {@code service} */
    public AlarmResponses(
            DataSource source,
            ProductCatalog catalog,
            ResponsePlanner planner,
            ResponseSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.database = new Database(source);
        this.orders = new Orders(database, clock);
        this.catalog = catalog;
        this.planner = planner;
        this.settings = settings;
        this.verifying = new Verifying(catalog, settings, meters);
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes down what became of alarms; the answer follows with {@link #advance}. Telling it again changes nothing. */
    public void note(List<Alarm> alarms) throws SQLException {
        List<Alarm> told = alarms.stream()
                .filter(alarm -> alarm.state() != AlarmState.PENDING)
                .toList();
        List<Alarm> known = told.stream().filter(AlarmResponses::mayBegin).toList();
        database.inTransaction(connection -> {
            ResponseRows.note(connection, known, clock.instant());
            return known.size();
        });
    }

    /** An alarm that was over before it was ever active asks for nothing. */
    private static boolean mayBegin(Alarm alarm) {
        return alarm.state() != AlarmState.CLOSED
                || alarm.history().stream().anyMatch(line -> line.to().equals("active"));
    }

    /** Carries on with every answer that has something to do; tells how many, 0 also while another hub does it. */
    public int advance() throws SQLException {
        return repeat((connection, changes) -> pursuit(changes.now()).advance(connection, changes));
    }

    /** Takes the escalation steps that are due; tells how many. */
    public int escalate() throws SQLException {
        return repeat((connection, changes) -> pursuit(changes.now()).escalate(connection, changes));
    }

    private int repeat(Work work) throws SQLException {
        int sum = 0;
        int batch;
        do {
            batch = change((connection, changes) -> Pursuit.isMine(connection) ? work.on(connection, changes) : 0);
            sum += batch;
        } while (batch > 0 && sum < MOST_IN_A_TURN);
        return sum;
    }

    private Pursuit pursuit(Instant now) {
        return new Pursuit(planner, catalog, settings, now);
    }

    /** How an execution ended: then its effect is looked for, or the next attempt is due. A late or foreign one is ignored. */
    public void takeResult(CommandResult result) throws SQLException {
        change((connection, changes) -> {
            Optional<Response> found = ResponseRows.lock(connection, "execution_id", result.executionId())
                    .filter(response -> response.state == ResponseState.ACTING)
                    .filter(response -> response.alarm.deviceId().equals(result.deviceId()));
            found.ifPresent(response -> end(response, result, changes));
            return 0;
        });
    }

    private void end(Response response, CommandResult result, Changes changes) {
        Map<String, Object> evidence = Map.of("status", result.status().name(), "result", result.result());
        if (result.status() != CommandResult.Status.SUCCEEDED) {
            String status = result.status().name().toLowerCase(java.util.Locale.ROOT);
            String reason = result.reason().isEmpty() ? "" : ": " + result.reason();
            new Ending(changes).failed(response, "failed", "the action " + status + reason, evidence);
            return;
        }
        ProductAction action = verifying.action(response).orElseThrow();
        response.since = changes.now().plus(action.settle());
        response.verifyUntil = changes.now().plus(action.window());
        response.dueAt = response.since;
        String cause =
                action.id() + " is done; looking for " + action.condition().text() + " until " + response.verifyUntil;
        changes.state(response, ResponseState.VERIFYING, BY, cause, evidence);
        changes.move(response, AlarmState.VERIFYING, BY, cause);
    }

    /** The questions to ask the hot store now. */
    public List<Verification> dueVerifications() throws SQLException {
        return database.inTransaction(connection -> verifying.due(connection, clock.instant()));
    }

    /**
     * Judges an action, or a visit, by what the hot store found.
     *
     * @param page readings as the API shows them, newest first, under {@code items}
     */
    public void verify(Verification question, Map<String, Object> page) throws SQLException {
        change((connection, changes) -> {
            Optional<Response> found = ResponseRows.lock(connection, "alarm_id", question.alarmId())
                    .filter(response -> response.executionId.equals(question.executionId()))
                    .filter(response ->
                            response.state == ResponseState.VERIFYING || response.state == ResponseState.RESOLVED);
            found.ifPresent(response -> verifying.judge(response, (List<?>) page.get("items"), changes));
            return 0;
        });
    }

    /** A technician is done: fresh data must agree before the alarm is closed. */
    public void takeVisit(VisitResult visit) throws SQLException {
        change((connection, changes) -> {
            Optional<Response> found = ResponseRows.lock(connection, "alarm_id", visit.alarmId())
                    .filter(response -> response.state != ResponseState.CLOSED);
            if (found.isPresent()) {
                visited(found.get(), visit, changes);
            }
            return 0;
        });
    }

    private void visited(Response response, VisitResult visit, Changes changes) {
        response.orderId = visit.orderId();
        String cause = visit.by() + " reports: " + visit.resolution();
        if (!visit.good()) {
            new Ending(changes).visitRefuted(response, cause, visit.details());
        } else if (response.alarmIsOver()) {
            new Ending(changes).visitProven(response, "the alarm was over before the visit ended", Map.of());
        } else {
            response.since = changes.now();
            response.verifyUntil = changes.now().plus(VISIT_WINDOW);
            response.dueAt = changes.now();
            response.executionId = "";
            changes.state(response, ResponseState.RESOLVED, visit.by(), cause, visit.details());
            changes.move(response, AlarmState.RESOLVED, visit.by(), cause);
        }
    }

    /** What is to be sent now: for each alarm its orders in order. */
    public List<List<ResponseOrder>> dueOrders() throws SQLException {
        return orders.claim();
    }

    /** An order has been sent. */
    public void sent(ResponseOrder order) throws SQLException {
        orders.sent(order);
    }

    /** Sending the first of these that is still there failed: they are sent later; an action that cannot be sent has failed. */
    public void notSent(List<ResponseOrder> group, Exception problem) throws SQLException {
        String text = String.valueOf(problem.getMessage());
        Optional<ResponseOrder> first = orders.putOff(group, text);
        if (first.isEmpty()) {
            return;
        }
        ResponseOrder order = first.get();
        meters.counter("hub.response.unsent", "kind", order.kind().name()).increment();
        if (order.body() instanceof Command command && order.tries() >= MOST_TRIES_OF_A_COMMAND) {
            orders.sent(order);
            takeResult(new CommandResult(
                    command.executionId(),
                    command.deviceId(),
                    CommandResult.Status.FAILED,
                    "it could not be sent: " + text,
                    Map.of(),
                    clock.instant()));
        } else if (order.tries() >= MOST_TRIES) {
            orders.sent(order);
            change((connection, changes) -> {
                ResponseRows.lock(connection, "alarm_id", order.alarmId())
                        .ifPresent(response -> changes.state(
                                response, response.state, BY, order.kind() + " could not be sent: " + text, Map.of()));
                return 0;
            });
        }
    }

    private interface Work {
        int on(Connection connection, Changes changes) throws SQLException;
    }

    private int change(Work work) throws SQLException {
        Changes changes = new Changes(clock.instant());
        int done = database.inTransaction(connection -> {
            int result = work.on(connection, changes);
            changes.write(connection);
            return result;
        });
        changes.suppressed()
                .forEach((key, count) -> meters.counter(
                                "hub.response.suppressed", "product", key.get(0), "reason", key.get(1))
                        .increment(count));
        return done;
    }
}
