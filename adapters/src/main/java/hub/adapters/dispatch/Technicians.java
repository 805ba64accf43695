package hub.adapters.dispatch;

import hub.adapters.Session;
import hub.adapters.dispatch.Roster.Shift;
import hub.adapters.dispatch.Roster.Span;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The technicians as the tables know them. */
final class Technicians {

    static final String OPEN = "stage in ('assigned', 'scheduled', 'enroute', 'started')";

    private Technicians() {}

    /** The technician behind a sign-in name, or empty. */
    static String idOf(Session session, String user) throws SQLException {
        return session.one("select technician_id from service.technician where user_name = ? and active", Row::of, user)
                .map(row -> row.text("technician_id"))
                .orElse("");
    }

    static Optional<Row> find(Session session, String technicianId) throws SQLException {
        return session.one("select * from service.technician where technician_id = ?", Row::of, technicianId);
    }

    static Roster roster(Session session, Row technician) throws SQLException {
        String id = technician.text("technician_id");
        List<Shift> shifts = session
                .list(
                        "select * from service.technician_shift where technician_id = ? order by day, starts",
                        Row::of,
                        id)
                .stream()
                .map(row -> new Shift(
                        row.number("day"),
                        ((Time) row.columns().get("starts")).toLocalTime(),
                        ((Time) row.columns().get("ends")).toLocalTime()))
                .toList();
        List<Span> leaves = session
                .list("select * from service.technician_leave where technician_id = ? order by starts", Row::of, id)
                .stream()
                .map(row -> new Span(
                        row.time("starts").orElseThrow(), row.time("ends").orElseThrow()))
                .toList();
        return new Roster(ZoneId.of(technician.text("time_zone")), shifts, leaves);
    }

    /** What is known of every active technician with regard to one order. */
    static List<Candidate> candidates(Session session, Row order, Instant now) throws SQLException {
        List<Candidate> candidates = new ArrayList<>();
        for (Row row : session.list(
                "select t.*, (select level from service.technician_skill s where s.technician_id = t.technician_id and"
                        + " s.skill = ?) as level, (select count(*) from service.work_order o where o.technician_id ="
                        + " t.technician_id and o.order_id <> ? and o." + OPEN + ") as load"
                        + " from service.technician t where t.active order by t.technician_id",
                Row::of,
                order.text("skill"),
                order.text("order_id"))) {
            candidates.add(candidate(row, order, roster(session, row).availableFrom(now), now));
        }
        return candidates;
    }

    private static Candidate candidate(Row technician, Row order, Optional<Instant> free, Instant now) {
        String territory = order.text("territory");
        Instant late = order.time("request_late").orElseThrow();
        return new Candidate(
                technician.text("technician_id"),
                technician.text("name"),
                order.text("skill"),
                technician.number("level"),
                !territory.isEmpty() && territory.equals(technician.text("territory")),
                technician.number("load"),
                free.isPresent(),
                free.map(at -> (int) Math.ceil(Duration.between(now, at).toSeconds() / 3600.0))
                        .orElse(0),
                free.filter(at -> at.isBefore(late)).isPresent());
    }
}
