package hub.adapters.dispatch;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Fills field service with the technicians, sites and codes that the demo speaks of; what is there stays as it is. */
public final class DemoTechnicians {

    private static final String ALL_DAY = "00:00";

    private final Database database;

    /** @param database the warm store, with schema {@code service} */
    public DemoTechnicians(DataSource database) {
        this.database = new Database(database);
    }

    /** Adds what is missing. The demo's user {@code technician} works round the clock, so that somebody always can. */
    public void seed() throws SQLException {
        database.in(session -> {
            if (!session.list("select 1 from service.technician limit 1", Row::of)
                    .isEmpty()) {
                return false;
            }
            technician(session, "t-1", "Kim Minjun", "technician", "ansan", ALL_DAY, ALL_DAY, 7);
            technician(session, "t-2", "Lee Seoyeon", null, "icheon", "09:00", "18:00", 5);
            technician(session, "t-3", "Park Jiho", null, "ansan", "13:00", "22:00", 6);
            for (List<Object> skill : List.<List<Object>>of(
                    List.of("t-1", "fan", 3),
                    List.of("t-1", "cooling", 1),
                    List.of("t-2", "fan", 2),
                    List.of("t-2", "cooling", 3),
                    List.of("t-3", "fan", 1))) {
                session.update(
                        "insert into service.technician_skill (technician_id, skill, level) values (?, ?, ?)",
                        skill.toArray());
            }
            pair(session, "site_territory (site_id, territory)", "site-1", "ansan");
            pair(session, "site_territory (site_id, territory)", "site-2", "icheon");
            pair(session, "product_skill (product_id, skill)", "prod-a", "fan");
            return true;
        });
    }

    private static void technician(
            Session session, String id, String name, String user, String territory, String from, String to, int days)
            throws SQLException {
        session.update(
                "insert into service.technician (technician_id, name, user_name, territory) values (?, ?, ?, ?)",
                id,
                name,
                user,
                territory);
        for (int day = 1; day <= days; day++) {
            session.update(
                    "insert into service.technician_shift (technician_id, day, starts, ends) values (?, ?, ?::time,"
                            + " ?::time)",
                    id,
                    day,
                    from,
                    to);
        }
    }

    private static void pair(Session session, String table, String key, String value) throws SQLException {
        session.update("insert into service." + table + " values (?, ?) on conflict do nothing", key, value);
    }
}
