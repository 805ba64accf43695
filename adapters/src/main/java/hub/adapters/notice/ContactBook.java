package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who is behind a target: a person, or the members of a team who are on call. */
final class ContactBook {

    private ContactBook() {}

    static Optional<Contact> find(Connection connection, String id) throws SQLException {
        return Database.select(
                        connection,
                        "select card from service.contact where contact_id = ?",
                        row -> ContactCard.read(id, Columns.parse(row.getString(1), Columns.WORDS)),
                        id)
                .stream()
                .findFirst();
    }

    /**
     * Who is told something that is meant for a target now. Of a team: who is on call; when nobody is, the team's own
     * addresses; when there are none, all members, for an alarm that nobody hears is worse than one too many hear.
     */
    static List<Contact> resolve(Connection connection, String target, Instant now) throws SQLException {
        Optional<Contact> found = find(connection, target);
        if (found.isEmpty() || found.get().members().isEmpty()) {
            return found.stream().toList();
        }
        Contact team = found.get();
        ZonedDateTime local = now.atZone(team.zone());
        List<Duty> onCall =
                team.members().stream().filter(duty -> duty.covers(local)).toList();
        if (onCall.isEmpty() && !team.addresses().isEmpty()) {
            return List.of(team);
        }
        List<String> ids = (onCall.isEmpty() ? team.members() : onCall)
                .stream().map(Duty::contact).distinct().toList();
        return people(connection, ids);
    }

    private static List<Contact> people(Connection connection, List<String> ids) throws SQLException {
        return Database.select(
                connection,
                "select contact_id, card from service.contact where contact_id = any(?) order by contact_id",
                row -> ContactCard.read(row.getString(1), Columns.parse(row.getString(2), Columns.WORDS)),
                ids);
    }

    static boolean seed(Connection connection, String id, Map<String, Object> card, Instant now) throws SQLException {
        ContactCard.read(id, card);
        return Database.update(
                        connection,
                        "insert into service.contact (contact_id, card, updated_at, updated_by)"
                                + " values (?, cast(? as jsonb), ?, 'demo') on conflict do nothing",
                        id,
                        Columns.json(card),
                        now)
                > 0;
    }
}
