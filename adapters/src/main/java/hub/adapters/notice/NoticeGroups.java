package hub.adapters.notice;

import hub.adapters.Database;
import hub.message.Severity;
import hub.message.TraceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns a group of waiting notices into one letter to each contact behind its target. */
final class NoticeGroups {

    private static final int GROUPS_AT_ONCE = 20;

    private final NoticeSettings settings;

    NoticeGroups(NoticeSettings settings) {
        this.settings = settings;
    }

    private record Waiting(
            String id, String target, String channels, String alarmId, String deviceId, int rank, Instant validFrom) {}

    /** The devices whose notices are due now. */
    static List<String> dueDevices(Connection connection, Instant now) throws SQLException {
        return Database.select(
                connection,
                "select distinct n.device_id from service.notice_group g join service.notice n using (group_key)"
                        + " where g.due_at <= ? and n.state = 'waiting'",
                row -> row.getString(1),
                now);
    }

    static boolean isAnyDue(Connection connection, Instant now) throws SQLException {
        return !Database.select(
                        connection, "select 1 from service.notice_group where due_at <= ? limit 1", row -> true, now)
                .isEmpty();
    }

    /** Releases the groups that are due and that no other hub is releasing; gives how many letters that makes. */
    int release(Connection connection, Mute mute, Instant now) throws SQLException {
        int letters = 0;
        List<String> due = Database.select(
                connection,
                "select group_key from service.notice_group where due_at <= ? order by due_at limit " + GROUPS_AT_ONCE
                        + " for update skip locked",
                row -> row.getString(1),
                now);
        for (String group : due) {
            letters += release(connection, group, mute, now);
            Database.update(
                    connection,
                    "update service.notice_group set due_at = null, told_at = ? where group_key = ?",
                    now,
                    group);
        }
        return letters;
    }

    private int release(Connection connection, String group, Mute mute, Instant now) throws SQLException {
        Map<String, List<String>> unsaid = new TreeMap<>();
        List<Waiting> told = new ArrayList<>();
        for (Waiting each : waiting(connection, group)) {
            String reason = !each.validFrom().plus(settings.ttl()).isAfter(now)
                    ? "too-old"
                    : mute.reason(each.alarmId(), each.deviceId()).orElse("");
            if (reason.isEmpty()) {
                told.add(each);
            } else {
                unsaid.computeIfAbsent(reason, none -> new ArrayList<>()).add(each.id());
            }
        }
        for (Map.Entry<String, List<String>> each : unsaid.entrySet()) {
            String state = each.getKey().equals("too-old") ? "expired" : "suppressed";
            end(connection, each.getValue(), state, each.getKey(), now);
        }
        return told.isEmpty() ? 0 : tell(connection, told, now);
    }

    private static List<Waiting> waiting(Connection connection, String group) throws SQLException {
        return Database.select(
                connection,
                "select id, target, channels, alarm_id, device_id, rank, valid_from from service.notice"
                        + " where group_key = ? and state = 'waiting'",
                row -> new Waiting(
                        row.getString("id"),
                        row.getString("target"),
                        row.getString("channels"),
                        row.getString("alarm_id"),
                        row.getString("device_id"),
                        row.getInt("rank"),
                        Columns.instant(row, "valid_from")),
                group);
    }

    private int tell(Connection connection, List<Waiting> notices, Instant now) throws SQLException {
        Waiting first = notices.get(0);
        List<String> ids = notices.stream().map(Waiting::id).toList();
        List<Contact> contacts = ContactBook.resolve(connection, first.target(), now);
        if (contacts.isEmpty()) {
            String advice = "there is no contact '" + first.target() + "'; PUT it to /api/v1/contacts and retry";
            end(connection, ids, "failed", advice, now);
            return 0;
        }
        String batch = TraceId.next();
        Database.update(
                connection,
                "update service.notice set state = 'sending', reason = '', batch_id = ? where id = any(?)",
                batch,
                ids);
        int rank = notices.stream().mapToInt(Waiting::rank).max().orElse(0);
        List<String> wanted = Columns.parse(first.channels(), Columns.TEXTS);
        for (Contact contact : contacts) {
            List<String> channels = channels(contact, wanted);
            Instant due = contact.sayAt(now, rank >= Severity.CRITICAL.ordinal());
            new Letter(batch, contact.id(), channels, rank, due, due.plus(settings.ttl()))
                    .insert(connection, contact, settings, now);
        }
        return contacts.size();
    }

    /** What the notice asks for, then what the contact prefers, then whatever reaches him. */
    private static List<String> channels(Contact contact, List<String> wanted) {
        Set<String> channels = new LinkedHashSet<>(wanted);
        channels.addAll(contact.channels());
        if (channels.isEmpty()) {
            NoticeSettings.CHANNELS.stream()
                    .filter(contact.addresses()::containsKey)
                    .forEach(channels::add);
        }
        if (channels.isEmpty()) {
            channels.add("dashboard");
        }
        return List.copyOf(channels);
    }

    private static void end(Connection connection, List<String> ids, String state, String reason, Instant now)
            throws SQLException {
        Database.update(
                connection,
                "update service.notice set state = ?, reason = ?, ended_at = ? where id = any(?)",
                state,
                reason,
                now,
                ids);
    }
}
