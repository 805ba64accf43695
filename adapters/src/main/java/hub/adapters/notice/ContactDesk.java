package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Keeps the list of people, teams and customers who can be told, and who changed it. */
public final class ContactDesk {

    private final Database database;
    private final Clock clock;

    public ContactDesk(DataSource source, Clock clock) {
        this.database = new Database(source);
        this.clock = clock;
    }

    /** All contacts by id. */
    public Map<String, Object> list() throws SQLException {
        return Map.of(
                "items",
                database.inTransaction(connection -> Database.select(
                        connection, "select * from service.contact order by contact_id", ContactDesk::shape)));
    }

    /** One contact; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String id) throws SQLException {
        return database
                .inTransaction(connection -> Database.select(
                        connection, "select * from service.contact where contact_id = ?", ContactDesk::shape, id))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no contact '" + id + "'"));
    }

    /**
     * Adds a contact or replaces the whole of it.
     *
     * @param user who changes it, for the history
     * @throws IllegalArgumentException with everything that is wrong with it
     */
    public Map<String, Object> put(String id, Map<String, Object> card, String user) throws SQLException {
        ContactCard.read(id, card);
        Instant now = clock.instant();
        String by = user == null ? "" : user;
        database.inTransaction(connection -> {
            Database.update(
                    connection,
                    "insert into service.contact_history (contact_id, changed_at, changed_by, was, became) values (?, ?,"
                            + " ?, (select card from service.contact where contact_id = ?), cast(? as jsonb))",
                    id,
                    now,
                    by,
                    id,
                    Columns.json(card));
            return Database.update(
                    connection,
                    "insert into service.contact (contact_id, card, updated_at, updated_by) values (?, cast(? as jsonb),"
                            + " ?, ?) on conflict (contact_id) do update set card = excluded.card, updated_at ="
                            + " excluded.updated_at, updated_by = excluded.updated_by",
                    id,
                    Columns.json(card),
                    now,
                    by);
        });
        return get(id);
    }

    /** Adds the people of the demo that are not there yet. */
    public void seedDemo() throws SQLException {
        database.inTransaction(connection -> {
            for (Map.Entry<String, Map<String, Object>> each :
                    DemoContacts.all().entrySet()) {
                ContactBook.seed(connection, each.getKey(), each.getValue(), clock.instant());
            }
            return true;
        });
    }

    private static Map<String, Object> shape(ResultSet row) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", row.getString("contact_id"));
        shape.putAll(Columns.parse(row.getString("card"), Columns.WORDS));
        shape.put("updatedAt", Columns.instant(row, "updated_at").toString());
        shape.put("updatedBy", row.getString("updated_by"));
        return shape;
    }
}
