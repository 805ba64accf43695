package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import hub.adapters.dispatch.Cases.Place;
import hub.adapters.dispatch.WorkOrders.Note;
import hub.message.DispatchOrder;
import hub.message.VisitResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Sends technicians: takes wishes and verdicts, asks the next one when the first does not answer, and tells what happened. */
public final class DispatchBoard {

    private static final int AT_ONCE = 20;
    private static final String OPEN = "stage not in ('completed', 'cancelled')";

    private final Database database;
    private final Clock clock;
    private final VisitSteps steps;
    private final Completion completion;
    private final Cases cases;
    private final Assigner assigner;

    /**
     * @param database the warm store, with schema {@code service}
     * @param score how well a technician fits
     * @param photos the uploads that a report may name
     */
    public DispatchBoard(
            DataSource database, DispatchSettings settings, CandidateScore score, PhotoShelf photos, Clock clock) {
        this.database = new Database(database);
        this.clock = clock;
        this.assigner = new Assigner(score, settings);
        this.cases = new Cases(settings, assigner);
        this.steps = new VisitSteps(assigner);
        this.completion = new Completion(photos, cases);
    }

    /**
     * Takes a wish for a visit and sends somebody; the same wish again changes nothing, and a wish for a device whose case is
     * open joins it.
     *
     * @param place {@code site_id}, {@code site}, {@code customerId}, {@code customer}, as far as known
     * @return the id of the order that answers the wish
     */
    public String open(DispatchOrder wish, Map<String, Object> place) throws SQLException {
        return take(wish, place, true);
    }

    /** Takes a wish that a person has to confirm before anybody is sent. */
    public String draft(DispatchOrder wish, Map<String, Object> place) throws SQLException {
        return take(wish, place, false);
    }

    private String take(DispatchOrder wish, Map<String, Object> place, boolean send) throws SQLException {
        return database.in(session -> {
            session.lock(wish.deviceId());
            Optional<Row> known = Cases.known(session, wish.id());
            Row order = known.isPresent() ? known.get() : cases.take(session, wish, Place.of(place));
            if (known.isEmpty() && send && WorkOrders.stage(order) == Stage.NEW) {
                order = steps.confirm(session, order, wish.requestedBy(), clock.instant());
            }
            return order.text("order_id");
        });
    }

    /** Takes what fresh data says of a completed visit; of an order that is unknown or not completed it changes nothing. */
    public void confirm(VisitResult verdict) throws SQLException {
        database.in(session -> {
            session.lock(verdict.deviceId());
            Optional<Row> order = session.one(
                    "select * from service.work_order where order_id = ? and stage = 'completed' and verified is null for"
                            + " update",
                    Row::of,
                    verdict.orderId());
            if (order.isPresent()) {
                cases.verdict(session, order.get(), verdict);
            }
            return order;
        });
    }

    /** One step of a visit, taken by a person; see {@link VisitSteps} for the guards. */
    String step(String orderId, String step, StepBody body, Person person) throws SQLException {
        return database.in(session -> {
            session.lock(WorkOrders.device(session, orderId));
            Row order = WorkOrders.hold(session, orderId);
            VisitSteps.allow(session, order, step, person);
            Object version = body.fields().get("version");
            if (version instanceof Number number && number.intValue() != order.number("version")) {
                throw new IllegalStateException("dispatch order '" + orderId + "' is at version "
                        + order.number("version") + ", not " + version + "; read it again");
            }
            take(session, order, step, body, person.name(), clock.instant());
            return orderId;
        });
    }

    private Row take(Session session, Row order, String step, StepBody body, String who, Instant now)
            throws SQLException {
        return switch (step) {
            case "confirm" -> steps.confirm(session, order, who, now);
            case "assign" -> steps.assign(session, order, body, who, now);
            case "accept" -> steps.accept(session, order, body, who, now);
            case "decline" -> steps.decline(session, order, body, who, now);
            case "schedule" -> steps.schedule(session, order, body, who, now);
            case "enroute" -> steps.enroute(session, order, body, who, now);
            case "start" -> steps.start(session, order, body, who, now);
            case "complete" -> completion.complete(session, order, body, who, now);
            case "cancel" -> completion.cancel(session, order, body, who, now);
            default -> throw new IllegalArgumentException("there is no step '" + step + "'");
        };
    }

    /** Called every second: gives what lies unanswered to the next one, tries what waits again, and tells what is late. */
    public void tend() throws SQLException {
        Instant now = clock.instant();
        database.in(session -> {
            for (Row order : session.list(
                    "select * from service.work_order where due_at <= ? and stage in ('requested', 'assigned') order by"
                            + " due_at limit ? for update skip locked",
                    Row::of,
                    now,
                    AT_ONCE)) {
                if (WorkOrders.stage(order) == Stage.REQUESTED) {
                    assigner.best(session, order, "dispatch", now);
                } else {
                    String name = WorkOrders.technicianName(session, order);
                    steps.putBack(
                            session,
                            order,
                            "passed",
                            new Note(now, "dispatch", "pass", name + " did not answer in time"));
                }
            }
            return late(session, now);
        });
    }

    private static int late(Session session, Instant now) throws SQLException {
        List<Row> late = session.list(
                "select * from service.work_order where request_late <= ? and not late_told and " + OPEN
                        + " limit ? for update skip locked",
                Row::of,
                now,
                AT_ONCE);
        for (Row order : late) {
            session.update("update service.work_order set late_told = true where order_id = ?", order.text("order_id"));
            WorkOrders.remember(
                    session,
                    order.text("order_id"),
                    order.text("stage"),
                    order.text("stage"),
                    new Note(now, "dispatch", "late", "the deadline has passed"));
            Outbox.notice(session, WorkOrders.notice(session, order, "late", "visit-late", "team:service", now));
        }
        return late.size();
    }

    /**
     * What others must be told; what is not {@link #told} within half a minute comes again, here or at another hub.
     *
     * @param kinds {@code live}, {@code notice}, {@code result}, separated by commas
     */
    public List<Telling> tellings(String kinds) throws SQLException {
        return database.in(session -> Outbox.claim(session, kinds.split(","), clock.instant()));
    }

    /** Strikes out what others have been told. */
    public void told(Telling telling) throws SQLException {
        database.in(session -> session.update("delete from service.dispatch_outbox where id = ?", telling.id()));
    }
}
