package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps the technicians as another system says they are; skills and shifts that dispatchers set here stay. */
public final class TechnicianRoster {

    private final Database database;
    private final DispatchSettings settings;

    /** @param database the warm store, with schema {@code service} */
    public TechnicianRoster(DataSource database, DispatchSettings settings) {
        this.database = new Database(database);
        this.settings = settings;
    }

    /**
     * Takes technicians, in their order.
     *
     * @param technicians each with {@code technician_id}, {@code fate} (kept or removed) and what is known of him: {@code name,
     *     user_name, territory, time_zone, active}; who is removed stays, inactive, because his visits name him
     * @return how many of them were not so before
     */
    public int take(List<Map<String, Object>> technicians) throws SQLException {
        return database.in(session -> {
            int changed = 0;
            for (Map<String, Object> technician : technicians) {
                boolean differs = "removed".equals(technician.get("fate"))
                        ? session.update(
                                        "update service.technician set active = false where technician_id = ? and active",
                                        technician.get("technician_id"))
                                > 0
                        : keep(session, technician);
                changed += differs ? 1 : 0;
            }
            return changed;
        });
    }

    private boolean keep(Session session, Map<String, Object> technician) throws SQLException {
        Object id = technician.get("technician_id");
        boolean known = !session.list("select 1 from service.technician where technician_id = ?", Row::of, id)
                .isEmpty();
        if (!known) {
            session.update(
                    "insert into service.technician (technician_id, name) values (?, ?) on conflict do nothing",
                    id,
                    technician.getOrDefault("name", id));
            addCompanyHours(session, id);
        }
        int changed = known ? 0 : 1;
        for (String field : List.of("name", "user_name", "territory", "time_zone")) {
            if (technician.containsKey(field)) {
                changed += set(session, id, field, technician.get(field));
            }
        }
        if (technician.containsKey("active")) {
            changed += set(session, id, "active", Boolean.valueOf(String.valueOf(technician.get("active"))));
        }
        return changed > 0;
    }

    private static int set(Session session, Object id, String field, Object value) throws SQLException {
        return session.update(
                "update service.technician set " + field + " = ? where technician_id = ? and " + field
                        + " is distinct from ?",
                value,
                id,
                value);
    }

    /** A new technician works when the company does, until somebody says otherwise. */
    private void addCompanyHours(Session session, Object id) throws SQLException {
        for (DayOfWeek day : settings.company().days()) {
            session.update(
                    "insert into service.technician_shift (technician_id, day, starts, ends) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    id,
                    day.getValue(),
                    settings.company().opens(),
                    settings.company().closes());
        }
    }
}
