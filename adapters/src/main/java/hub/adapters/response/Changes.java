package hub.adapters.response;

import hub.adapters.Database;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.EscalationStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one transaction changes, written in a few batches at its end: together with the change goes what it wants sent. */
final class Changes {
    private static final String EVENT = """
            insert into service.response_event (alarm_id, at, state, by_whom, cause, details)
            values (?, ?, ?, ?, ?, cast(? as jsonb))
            """;
    private static final String ATTEMPT = """
            insert into service.response_attempt (execution_id, alarm_id, device_id, product_id, rule_id, action,
                resource, started_by, started_at, open) values (?, ?, ?, ?, ?, ?, ?, ?, ?, true)
            """;
    private static final String END = """
            update service.response_attempt set open = false, ended_at = ?, outcome = ? where execution_id = ?
            """;
    private static final String ESCALATION = """
            insert into service.response_escalation (alarm_id, name, step, moment, due_at)
            values (?, ?, cast(? as jsonb), ?, ?) on conflict do nothing
            """;
    private static final String MOMENT = """
            update service.response_escalation set due_at = cast(? as timestamptz)
                + cast(step ->> 'after' as interval) where alarm_id = ? and moment = ? and not done and due_at is null
            """;
    private static final String CANCEL = """
            update service.response_escalation set due_at = null, done = true
            where alarm_id = ? and moment <> 'over' and not done
            """;
    private static final String SUPPRESSED = """
            insert into service.response_suppression (day, product_id, reason, count) values (?, ?, ?, ?)
            on conflict (day, product_id, reason) do update
            set count = service.response_suppression.count + excluded.count
            """;

    private final Instant now;
    private final Set<Response> touched = new LinkedHashSet<>();
    private final List<Object[]> events = new ArrayList<>();
    private final List<Object[]> started = new ArrayList<>();
    private final List<Object[]> ended = new ArrayList<>();
    private final List<Object[]> escalations = new ArrayList<>();
    private final List<Object[]> moments = new ArrayList<>();
    private final List<Object[]> cancelled = new ArrayList<>();
    private final List<Object[]> orders = new ArrayList<>();
    private final Map<List<String>, Long> suppressed =
            new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));

    Changes(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** Remembers that a response is to be saved. */
    void touch(Response response) {
        touched.add(response);
    }

    /** A response goes to a state, which is written down. */
    void state(Response response, ResponseState state, String by, String cause, Map<String, Object> details) {
        response.state = state;
        response.version++;
        touch(response);
        events.add(new Object[] {response.id(), now, state.name(), by, cause, Json.write(details)});
    }

    /** The alarm itself shall go to a state, with the answer as it stands. */
    void move(Response response, AlarmState to, String by, String cause) {
        String id = response.id() + "-r" + response.version + "-" + to;
        order(
                response.id(),
                ResponseOrder.Kind.ACT,
                AlarmAct.move(id, response.alarm, to, now, by, cause, response.shape()));
    }

    /** The alarm itself is over, or gets a remark, with the answer as it stands. */
    void tell(Response response, AlarmAct.Kind kind, String cause) {
        Alarm alarm = response.alarm;
        String id = response.id() + "-r" + response.version + "-" + kind;
        order(
                response.id(),
                ResponseOrder.Kind.ACT,
                new AlarmAct(
                        id,
                        alarm.id(),
                        alarm.deviceId(),
                        kind,
                        Optional.empty(),
                        now,
                        AlarmResponses.BY,
                        cause,
                        Optional.empty(),
                        response.shape()));
    }

    void order(String alarmId, ResponseOrder.Kind kind, Object body) {
        orders.add(new Object[] {alarmId, kind.name(), Json.write(body), now});
    }

    void started(Response response, String action, String resource, String by) {
        Alarm alarm = response.alarm;
        started.add(new Object[] {
            response.executionId,
            alarm.id(),
            alarm.deviceId(),
            alarm.productId(),
            alarm.ruleId(),
            action,
            resource,
            by,
            now
        });
    }

    void ended(String executionId, String outcome) {
        ended.add(new Object[] {now, outcome, executionId});
    }

    /** A step waits: until its time, or without one for its moment to come. */
    void escalation(Response response, EscalationStep step, Instant dueAt) {
        escalations.add(new Object[] {response.id(), step.name(), Json.write(step), step.moment(), dueAt});
    }

    /** The moment has come from which the steps that wait for it count. */
    void moment(Response response, String moment) {
        moments.add(new Object[] {now, response.id(), moment});
    }

    /** No step will be taken any more, save those that tell the end. */
    void cancelEscalations(Response response) {
        cancelled.add(new Object[] {response.id()});
    }

    void suppressed(Response response, String reason) {
        suppressed.merge(List.of(response.alarm.productId(), reason), 1L, Long::sum);
    }

    /** How often what was suppressed, by product and reason. */
    Map<List<String>, Long> suppressed() {
        return suppressed;
    }

    void write(Connection connection) throws SQLException {
        ResponseRows.save(connection, touched, now);
        Database.updateAll(connection, EVENT, events);
        Database.updateAll(connection, END, ended);
        Database.updateAll(connection, ATTEMPT, started);
        Database.updateAll(connection, ESCALATION, escalations);
        Database.updateAll(connection, MOMENT, moments);
        Database.updateAll(connection, CANCEL, cancelled);
        Orders.put(connection, orders);
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
        List<Object[]> rows = new ArrayList<>();
        suppressed.forEach((key, count) -> rows.add(new Object[] {day, key.get(0), key.get(1), count}));
        Database.updateAll(connection, SUPPRESSED, rows);
    }
}
