package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The letters on their way: taken by one hub at a time, tried again with growing pauses, given to the next channel. */
final class LetterQueue {

    private static final int LONGEST_REASON = 500;

    private final NoticeSettings settings;

    LetterQueue(NoticeSettings settings) {
        this.settings = settings;
    }

    /** A letter that this hub has taken for one attempt. */
    record Taken(
            String id,
            String batch,
            String contact,
            String channel,
            List<String> left,
            String address,
            int rank,
            int attempt,
            Instant expiresAt) {}

    /** Takes what is due, worst first; what cannot be sent at all is ended here and handed to its next channel. */
    List<Taken> take(Connection connection, Instant now) throws SQLException {
        List<Taken> sendable = new ArrayList<>();
        for (Taken letter : claim(connection, now)) {
            Optional<String> hindrance = hindrance(letter);
            if (!letter.expiresAt().isAfter(now)) {
                end(connection, letter, "expired", "too old", now);
                settle(connection, letter, "expired", now);
            } else if (hindrance.isPresent()) {
                end(connection, letter, "unconfigured", hindrance.get(), now);
                next(connection, letter, now);
            } else {
                sendable.add(letter);
            }
        }
        return sendable;
    }

    private List<Taken> claim(Connection connection, Instant now) throws SQLException {
        String sql =
                "update service.notice_delivery set claimed_until = ?, attempt = attempt + 1 where id in (select id"
                        + " from service.notice_delivery where state = 'due' and due_at <= ? and (claimed_until is null or"
                        + " claimed_until <= ?) order by rank desc, due_at limit ? for update skip locked) returning *";
        return Database.select(
                connection, sql, LetterQueue::read, now.plus(settings.lease()), now, now, settings.letters());
    }

    private static Taken read(ResultSet row) throws SQLException {
        return new Taken(
                row.getString("id"),
                row.getString("batch_id"),
                row.getString("contact_id"),
                row.getString("channel"),
                Columns.parse(row.getString("channels_left"), Columns.TEXTS),
                row.getString("address"),
                row.getInt("rank"),
                row.getInt("attempt"),
                Columns.instant(row, "expires_at"));
    }

    private Optional<String> hindrance(Taken letter) {
        if (!settings.configured().contains(letter.channel())) {
            return Optional.of(
                    "the channel " + letter.channel() + " is not set up; see hub.notice." + letter.channel());
        }
        boolean nowhere = letter.address().isEmpty() && !letter.channel().equals("dashboard");
        return nowhere ? Optional.of(letter.contact() + " has no address for " + letter.channel()) : Optional.empty();
    }

    /** The letter arrived: everything it tells is told. */
    void delivered(Connection connection, String id, int attempt, Instant now) throws SQLException {
        for (Taken letter : taken(connection, id, attempt)) {
            end(connection, letter, "delivered", "", now);
            Database.update(
                    connection,
                    "update service.notice set state = 'told', reason = '', ended_at = ? where batch_id = ?"
                            + " and state in ('sending', 'failed', 'expired')",
                    now,
                    letter.batch());
        }
    }

    /** The attempt failed: it is tried again later, or over the next channel when this one was tried often enough. */
    void failed(Connection connection, String id, int attempt, String reason, Instant now) throws SQLException {
        String brief = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        for (Taken letter : taken(connection, id, attempt)) {
            if (attempt < settings.attempts()) {
                Database.update(
                        connection,
                        "update service.notice_delivery set due_at = ?, claimed_until = null, reason = ? where id = ?",
                        now.plus(settings.backoff(attempt)),
                        brief,
                        id);
            } else {
                end(connection, letter, "failed", brief, now);
                next(connection, letter, now);
            }
        }
    }

    /** Only the attempt that is under way may say how it ended; a slow hub's word comes too late. */
    private static List<Taken> taken(Connection connection, String id, int attempt) throws SQLException {
        return Database.select(
                connection,
                "select * from service.notice_delivery where id = ? and attempt = ? and state = 'due' for update",
                LetterQueue::read,
                id,
                attempt);
    }

    private static void end(Connection connection, Taken letter, String state, String reason, Instant now)
            throws SQLException {
        Database.update(
                connection,
                "update service.notice_delivery set state = ?, reason = ?, ended_at = ?, claimed_until = null"
                        + " where id = ?",
                state,
                reason,
                now,
                letter.id());
    }

    private void next(Connection connection, Taken letter, Instant now) throws SQLException {
        Optional<Contact> contact = ContactBook.find(connection, letter.contact());
        if (letter.left().isEmpty() || contact.isEmpty()) {
            settle(connection, letter, "failed", now);
            return;
        }
        new Letter(letter.batch(), letter.contact(), letter.left(), letter.rank(), now, letter.expiresAt())
                .insert(connection, contact.get(), settings, now);
    }

    /** When nothing of a batch is on its way any more and nobody got it, its notices have failed. */
    private static void settle(Connection connection, Taken letter, String state, Instant now) throws SQLException {
        Database.update(
                connection,
                "update service.notice set state = ?, reason = 'no channel reached anybody; see the deliveries',"
                        + " ended_at = ? where batch_id = ? and state = 'sending' and not exists (select 1 from"
                        + " service.notice_delivery d where d.batch_id = notice.batch_id and d.state in ('due',"
                        + " 'delivered'))",
                state,
                now,
                letter.batch());
    }
}
