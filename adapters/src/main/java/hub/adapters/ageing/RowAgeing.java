package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Takes what is over out of the stores that answer today's questions: alarms out of the hot store, ended responses, orders, desired
 * states, shadows of the past and notices out of the warm store; each only when history and cold have it.
 */
public final class RowAgeing {
    private static final long LOCK = 0x6875622d61676532L;
    private static final int AT_ONCE = 500;
    private static final int MOST_ROUNDS = 200;

    /** One kind of rows: which setting says how long they stay, which history must have them, and how they are deleted. */
    private record Rule(String kind, String source, String sql) {}

    private static final List<Rule> RULES = List.of(
            new Rule("commands", "commands", """
                    delete from service.command_execution where execution_id in (
                        select e.execution_id from service.command_execution e where e.ended_at < ? and e.told
                        and not exists (select 1 from service.command_history h
                                        where h.execution_id = e.execution_id and h.number > ?)
                        and not (e.device_id = any (?)) limit ?)
                    """),
            new Rule("shadows", "shadows", """
                    with old as (select cast(? as timestamptz) as at)
                    delete from service.shadow_history where number in (
                        select h.number from service.shadow_history h, old where h.at < old.at and h.number <= ?
                        and not (h.thing = any (?)) and exists (select 1 from service.shadow_history newer
                            where newer.thing = h.thing and newer.name = h.name and newer.revision > h.revision
                              and newer.at < old.at) limit ?)
                    """),
            new Rule("shadows", "desired-states", """
                    delete from service.shadow_command where execution_id in (
                        select execution_id from service.shadow_command where ended_at < ? and status <> 'OPEN'
                        and ended_at <= 'epoch'::timestamptz + ? * interval '1 microsecond'
                        and not (thing = any (?)) limit ?)
                    """),
            new Rule("responses", "responses", """
                    with over as (
                        select alarm_id from service.response r
                        where r.updated_at < ? and r.state in ('VERIFIED', 'OVER', 'CLOSED') and not r.changed
                        and not exists (select 1 from service.response_event e where e.alarm_id = r.alarm_id and e.id > ?)
                        and not exists (select 1 from service.response_order o where o.alarm_id = r.alarm_id)
                        and not (r.device_id = any (?)) limit ?),
                    attempts as (delete from service.response_attempt a using over where a.alarm_id = over.alarm_id),
                    events as (delete from service.response_event e using over where e.alarm_id = over.alarm_id),
                    steps as (delete from service.response_escalation s using over where s.alarm_id = over.alarm_id)
                    delete from service.response r using over where r.alarm_id = over.alarm_id
                    """),
            new Rule("notices", "notices", """
                    with over as (
                        select id, batch_id from service.notice where ended_at < ?
                        and ended_at <= 'epoch'::timestamptz + ? * interval '1 microsecond'
                        and not (device_id = any (?)) limit ?),
                    letters as (delete from service.notice_delivery d using over
                                where d.batch_id = over.batch_id and d.batch_id <> '' and d.ended_at is not null)
                    delete from service.notice n using over where n.id = over.id
                    """));

    private final Database database;
    private final HotTier hot;
    private final Kept history;
    private final LegalHolds holds;
    private final AgeingSettings settings;
    private final SpanBook book;
    private final OneHub alone;
    private final Clock clock;

    /** What histories say of themselves. */
    public interface Kept {
        /** Up to which number a source is both in the document store and in cold tables. */
        long until(String source) throws SQLException;
    }

    public RowAgeing(
            DataSource warm, HotTier hot, Kept history, LegalHolds holds, AgeingSettings settings, Clock clock) {
        this.database = new Database(warm);
        this.hot = hot;
        this.history = history;
        this.holds = holds;
        this.settings = settings;
        this.book = new SpanBook(database);
        this.alone = new OneHub(database, LOCK);
        this.clock = clock;
    }

    /** Deletes what is old enough and kept elsewhere; does nothing while another hub is at it. */
    public void run() throws Exception {
        alone.doAlone(this::age);
    }

    private void age() throws SQLException {
        Holds inForce = holds.inForce();
        Map<String, Long> deleted = new LinkedHashMap<>();
        String reason = inForce.onEverything().orElse("");
        deleted.put("alarms", reason.isEmpty() ? alarms(inForce.devices()) : 0);
        for (Rule rule : RULES) {
            deleted.merge(rule.kind(), reason.isEmpty() ? rows(rule, inForce.devices()) : 0, Long::sum);
        }
        for (Map.Entry<String, Long> each : deleted.entrySet()) {
            book.result(each.getKey(), each.getValue(), reason, clock.instant());
        }
    }

    private Instant end(String kind) {
        return clock.instant().minus(settings.rows().getOrDefault(kind, Duration.ofDays(3650)));
    }

    /** Alarms are numbered by the time of their last change, so the history's place is a time. */
    private long alarms(Set<String> held) throws SQLException {
        Instant kept = Instant.ofEpochMilli(history.until("alarms"));
        Instant old = end("alarms");
        Instant before = kept.isBefore(old) ? kept : old;
        long deleted = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int some = hot.deleteAlarms(before, held, AT_ONCE);
            deleted += some;
            if (some < AT_ONCE) {
                break;
            }
        }
        return deleted;
    }

    private long rows(Rule rule, Set<String> held) throws SQLException {
        long kept = history.until(rule.source());
        long deleted = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int some = database.update(rule.sql(), end(rule.kind()), kept, held, AT_ONCE);
            deleted += some;
            if (some < AT_ONCE) {
                break;
            }
        }
        return deleted;
    }
}
