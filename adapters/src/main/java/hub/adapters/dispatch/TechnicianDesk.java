package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Answers the API about technicians: what they can, when they work, and what waits for them. */
public final class TechnicianDesk {

    private final Database database;
    private final Clock clock;

    /** @param database the warm store, with schema {@code service} */
    public TechnicianDesk(DataSource database, Clock clock) {
        this.database = new Database(database);
        this.clock = clock;
    }

    /** The technicians; one who asks sees only himself. */
    public Map<String, Object> list(String user, String roles) throws SQLException {
        Person person = Person.of(user, roles, "");
        return database.in(session -> {
            List<Map<String, Object>> items = new ArrayList<>();
            for (Row row : session.list(
                    "select t.*, (select count(*) from service.work_order o where o.technician_id = t.technician_id and o."
                            + Technicians.OPEN + ") as load from service.technician t order by t.technician_id",
                    Row::of)) {
                if (person.dispatcher() || row.text("user_name").equals(user)) {
                    items.add(shape(session, row));
                }
            }
            return Map.of("items", items);
        });
    }

    private Map<String, Object> shape(Session session, Row row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.text("technician_id"));
        shape.put("name", row.text("name"));
        if (!row.text("user_name").isEmpty()) {
            shape.put("user", row.text("user_name"));
        }
        shape.put("territory", row.text("territory"));
        shape.put("active", row.is("active"));
        shape.put("openOrders", row.number("load"));
        Map<String, Object> skills = new LinkedHashMap<>();
        for (Row skill : session.list(
                "select * from service.technician_skill where technician_id = ? order by skill",
                Row::of,
                row.text("technician_id"))) {
            skills.put(skill.text("skill"), skill.number("level"));
        }
        shape.put("skills", skills);
        Technicians.roster(session, row)
                .availableFrom(clock.instant())
                .ifPresent(at -> shape.put("availableFrom", Shapes.time(at)));
        return shape;
    }

    /** Shifts, leave and open orders of one technician; another technician's does not exist. */
    public Map<String, Object> schedule(String technicianId, String user, String roles) throws SQLException {
        Person person = Person.of(user, roles, "");
        return database.in(session -> {
            Row row = Technicians.find(session, technicianId)
                    .filter(each ->
                            person.dispatcher() || each.text("user_name").equals(user))
                    .orElseThrow(() -> unknown(technicianId));
            Roster roster = Technicians.roster(session, row);
            Map<String, Object> schedule = new LinkedHashMap<>();
            schedule.put("technician", technicianId);
            schedule.put("timeZone", row.text("time_zone"));
            schedule.put(
                    "shifts",
                    roster.shifts().stream().map(TechnicianDesk::shape).toList());
            schedule.put(
                    "leave",
                    session
                            .list(
                                    "select * from service.technician_leave where technician_id = ? order by starts",
                                    Row::of,
                                    technicianId)
                            .stream()
                            .map(TechnicianDesk::leave)
                            .toList());
            schedule.put(
                    "orders",
                    session
                            .list(
                                    "select * from service.work_order where technician_id = ? and " + Technicians.OPEN
                                            + " order by coalesce(scheduled_start, request_late)",
                                    Row::of,
                                    technicianId)
                            .stream()
                            .map(Shapes::order)
                            .toList());
            return schedule;
        });
    }

    private static Map<String, Object> shape(Roster.Shift shift) {
        return Map.of(
                "day",
                DayOfWeek.of(shift.day()).name().toLowerCase(java.util.Locale.ROOT),
                "from",
                shift.starts().toString(),
                "to",
                shift.ends().toString());
    }

    private static Map<String, Object> leave(Row row) {
        return Map.of(
                "from",
                Shapes.time(row.time("starts").orElseThrow()),
                "to",
                Shapes.time(row.time("ends").orElseThrow()),
                "reason",
                row.text("reason"));
    }

    /**
     * Replaces shifts and leave of one technician; a part that is absent stays.
     *
     * @param body {@code shifts} of {@code day, from, to} and {@code leave} of {@code from, to, reason}
     */
    public Map<String, Object> reschedule(String technicianId, Map<String, Object> body, String user, String roles)
            throws SQLException {
        database.in(session -> {
            Technicians.find(session, technicianId).orElseThrow(() -> unknown(technicianId));
            if (body.get("shifts") instanceof List<?> shifts) {
                session.update("delete from service.technician_shift where technician_id = ?", technicianId);
                for (Object each : shifts) {
                    addShift(session, technicianId, StepBody.of(asMap(each)));
                }
            }
            if (body.get("leave") instanceof List<?> leaves) {
                session.update("delete from service.technician_leave where technician_id = ?", technicianId);
                for (Object each : leaves) {
                    addLeave(session, technicianId, StepBody.of(asMap(each)));
                }
            }
            return technicianId;
        });
        return schedule(technicianId, user, roles);
    }

    private static void addShift(Session session, String technicianId, StepBody shift) throws SQLException {
        session.update(
                "insert into service.technician_shift (technician_id, day, starts, ends) values (?, ?, ?, ?) on conflict"
                        + " (technician_id, day, starts) do update set ends = excluded.ends",
                technicianId,
                DayOfWeek.valueOf(shift.text("day").toUpperCase(java.util.Locale.ROOT))
                        .getValue(),
                LocalTime.parse(shift.text("from")),
                LocalTime.parse(shift.text("to")));
    }

    private static void addLeave(Session session, String technicianId, StepBody leave) throws SQLException {
        Instant from = leave.time("from").orElseThrow();
        Instant to = leave.time("to").orElseThrow();
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("leave must end after it begins: " + from + " to " + to);
        }
        session.update(
                "insert into service.technician_leave (technician_id, starts, ends, reason) values (?, ?, ?, ?) on conflict"
                        + " (technician_id, starts) do update set ends = excluded.ends",
                technicianId,
                from,
                to,
                leave.text("reason"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static NoSuchElementException unknown(String technicianId) {
        return new NoSuchElementException("there is no technician '" + technicianId + "'");
    }
}
