package hub.adapters.notice;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * A letter to one contact, before it is put into the queue of one channel.
 *
 * @param batch the notices it tells
 * @param contact whom
 * @param channels how, in order of preference; never empty
 * @param rank of the worst severity
 * @param dueAt when it is sent
 * @param expiresAt when it is too old to be sent
 */
record Letter(String batch, String contact, List<String> channels, int rank, Instant dueAt, Instant expiresAt) {

    /** Queues the letter for its first channel; doing it twice changes nothing. */
    void insert(Connection connection, Contact to, NoticeSettings settings, Instant now) throws SQLException {
        String channel = channels.get(0);
        String address =
                to.addresses().getOrDefault(channel, settings.defaults().getOrDefault(channel, ""));
        Database.update(
                connection,
                "insert into service.notice_delivery (id, batch_id, contact_id, channel, channels_left, address, rank,"
                        + " state, created_at, due_at, expires_at) values (?, ?, ?, ?, cast(? as jsonb), ?, ?, 'due',"
                        + " ?, ?, ?) on conflict do nothing",
                batch + "~" + contact + "~" + channel,
                batch,
                contact,
                channel,
                Columns.json(channels.subList(1, channels.size())),
                address,
                rank,
                now,
                dueAt,
                expiresAt);
    }
}
