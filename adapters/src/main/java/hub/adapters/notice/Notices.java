package hub.adapters.notice;

import hub.adapters.Database;
import hub.message.Notice;
import hub.product.DeviceDirectory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Sees to it that people are told what happened: once, together, at a decent hour, and over a channel that works. */
public final class Notices {

    private static final int TAKEN_AT_ONCE = 1000;

    private final Database database;
    private final NoticeSettings settings;
    private final DeviceDirectory devices;
    private final Clock clock;
    private final NoticeInbox inbox;
    private final NoticeGroups groups;
    private final LetterQueue queue;
    private final LetterWriter writer;

    /**
     * The verbs of telling people.
     *
     * @param source the warm store, with schema {@code service}
     * @param devices says where a device stands and behind which hub
     */
    public Notices(
            DataSource source,
            NoticeSettings settings,
            NoticeTemplates templates,
            DeviceDirectory devices,
            Clock clock) {
        this.database = new Database(source);
        this.settings = settings;
        this.devices = devices;
        this.clock = clock;
        this.inbox = new NoticeInbox(settings, devices);
        this.groups = new NoticeGroups(settings);
        this.queue = new LetterQueue(settings);
        this.writer = new LetterWriter(templates);
    }

    /**
     * Takes in one notice or a list of them; those whose id is known already change nothing.
     *
     * @return how many were new
     */
    public int accept(Object body) throws SQLException {
        List<?> all = body instanceof List<?> list ? list : List.of(body);
        int fresh = 0;
        for (int from = 0; from < all.size(); from += TAKEN_AT_ONCE) {
            TreeMap<String, Notice> part = new TreeMap<>();
            for (Object each : all.subList(from, Math.min(all.size(), from + TAKEN_AT_ONCE))) {
                Notice notice = (Notice) each;
                part.putIfAbsent(notice.id(), notice);
            }
            fresh += database.inTransaction(connection -> inbox.take(connection, part, clock.instant()));
        }
        return fresh;
    }

    /**
     * The question to the hot store about alarms that mute what is due now, as JSON in the words of MongoDB; empty when
     * nothing is due.
     */
    public String alarmQuestion() throws SQLException {
        Instant now = clock.instant();
        return database.inTransaction(connection -> {
            if (!NoticeGroups.isAnyDue(connection, now)) {
                return "";
            }
            Set<String> hubs = new HashSet<>();
            NoticeGroups.dueDevices(connection, now)
                    .forEach(device -> Mute.hubOf(devices, device).ifPresent(hubs::add));
            Map<String, Object> outage =
                    Map.of("device_id", Map.of("$in", hubs), "ruleId", Map.of("$in", settings.mutingRules()));
            Map<String, Object> shelved = Map.of("shelvedUntil", Map.of("$gt", Map.of("$date", now.toString())));
            return Columns.json(Map.of("open", true, "$or", List.of(outage, shelved)));
        });
    }

    /**
     * Makes letters of the groups that are due.
     *
     * @param alarms what the hot store answered to {@link #alarmQuestion}; an empty list mutes nothing
     * @return how many letters that makes
     */
    public int release(List<? extends Map<String, Object>> alarms) throws SQLException {
        Instant now = clock.instant();
        Mute mute = new Mute(alarms, settings.mutingRules(), devices, now);
        return database.inTransaction(connection -> groups.release(connection, mute, now));
    }

    /** Takes the letters that are due, written and ready to be sent; another hub cannot take them for a while. */
    public List<Map<String, Object>> letters() throws SQLException {
        return database.inTransaction(connection -> {
            List<Map<String, Object>> letters = new ArrayList<>();
            for (LetterQueue.Taken taken : queue.take(connection, clock.instant())) {
                write(connection, taken).ifPresent(letters::add);
            }
            return letters;
        });
    }

    private Optional<Map<String, Object>> write(Connection connection, LetterQueue.Taken taken) throws SQLException {
        try {
            Contact contact = ContactBook.find(connection, taken.contact()).orElseThrow();
            return Optional.of(writer.write(connection, taken, contact));
        } catch (RuntimeException unwritable) {
            queue.failed(connection, taken.id(), taken.attempt(), unwritable.toString(), clock.instant());
            return Optional.empty();
        }
    }

    /** The letter was sent. */
    public void delivered(Map<String, Object> letter) throws SQLException {
        end(letter, (connection, id, attempt) -> queue.delivered(connection, id, attempt, clock.instant()));
    }

    /** The letter could not be sent, for this reason. */
    public void failed(Map<String, Object> letter, String reason) throws SQLException {
        String known = reason == null ? "no reason given" : reason;
        end(letter, (connection, id, attempt) -> queue.failed(connection, id, attempt, known, clock.instant()));
    }

    /** Forgets what no longer keeps anything from being told; notices themselves age with the other rows. */
    public int forget() throws SQLException {
        Instant now = clock.instant();
        Instant old = now.minus(settings.keep());
        return database.inTransaction(connection -> {
            Database.update(connection, "delete from service.notice_cooldown where until < ?", now);
            return Database.update(
                    connection, "delete from service.notice_group where due_at is null and told_at < ?", old);
        });
    }

    private interface Ending {
        void on(Connection connection, String id, int attempt) throws SQLException;
    }

    private void end(Map<String, Object> letter, Ending ending) throws SQLException {
        database.inTransaction(connection -> {
            ending.on(connection, (String) letter.get("id"), (Integer) letter.get("attempt"));
            return true;
        });
    }
}
