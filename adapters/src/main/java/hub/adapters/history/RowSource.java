package hub.adapters.history;

import hub.adapters.Database;
import hub.message.HistoryLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Rows of the warm store that are histories. Each query gives the columns {@code number, id, device_id, product_id, at, kind, actor,
 * cause} and {@code document} (JSON).
 */
public final class RowSource implements HistorySource {
    /** A time no row is behind, as microseconds that PostgreSQL can still add to the epoch. */
    private static final long LATEST = 250_000_000_000_000_000L;

    private static final String COMMANDS = """
            select h.number, 'command-' || h.number as id, e.device_id, e.product_id, h.at, 'command' as kind, h.by as actor,
                   h.cause, jsonb_build_object('executionId', e.execution_id, 'command', e.name, 'parameters', e.parameters,
                       'from', h.from_state, 'to', h.to_state, 'requestedBy', e.requested_by, 'alarmId', e.alarm_id,
                       'result', e.result)::text as document
            from service.command_history h join service.command_execution e using (execution_id)
            where h.number > ? and h.number <= ? order by h.number fetch first ? rows only
            """;
    private static final String SHADOWS = """
            select number, 'shadow-' || thing || '/' || name || '-' || revision as id, thing as device_id, '' as product_id, at,
                   'shadow' as kind, changed_by as actor, case when present then '' else 'deleted' end as cause,
                   json_build_object('shadow', name, 'version', version, 'revision', revision, 'state', state)::text as document
            from service.shadow_history where number > ? and number <= ? order by number fetch first ? rows only
            """;
    private static final String DESIRED = """
            select number, 'desired-' || execution_id as id, thing as device_id, '' as product_id, ended_at as at,
                   'desired-state' as kind, requested_by as actor, reason as cause, json_build_object('executionId',
                       execution_id, 'shadow', name, 'desired', desired, 'askedAt', asked_at, 'to', status, 'refusal',
                       refusal, 'alarmId', alarm_id)::text as document
            from (select *, (extract(epoch from ended_at) * 1000000)::bigint as number from service.shadow_command
                  where ended_at > 'epoch'::timestamptz + ? * interval '1 microsecond'
                    and ended_at <= 'epoch'::timestamptz + ? * interval '1 microsecond') ended
            order by number fetch first ? rows with ties
            """;
    private static final String FIRMWARE = """
            select h.id as number, 'firmware-' || h.id as id, h.thing as device_id,
                   coalesce(p.product_id, j.product_id, '') as product_id, h.at, h.event as kind, h.actor, h.cause,
                   json_build_object('jobId', h.job_id, 'jobKind', j.kind, 'packageId', h.package_id, 'version', p.version,
                       'from', h.from_status, 'to', h.to_status)::text as document
            from service.firmware_history h left join service.firmware_job j on j.id = h.job_id
                 left join service.firmware_package p on p.id = coalesce(nullif(h.package_id, ''), j.package_id)
            where h.id > ? and h.id <= ? order by h.id fetch first ? rows only
            """;
    private static final String RESPONSES = """
            select e.id as number, 'response-' || e.id as id, coalesce(r.device_id, '') as device_id,
                   coalesce(r.product_id, '') as product_id, e.at, 'response' as kind, e.by_whom as actor, e.cause,
                   jsonb_build_object('alarmId', e.alarm_id, 'ruleId', r.rule_id, 'to', e.state, 'details', e.details)::text
                       as document
            from service.response_event e left join service.response r using (alarm_id)
            where e.id > ? and e.id <= ? order by e.id fetch first ? rows only
            """;
    private static final String NOTICES = """
            select number, 'notice-' || id || '-' || number as id, device_id, '' as product_id, ended_at as at,
                   'notice' as kind, 'hub' as actor, reason as cause, jsonb_build_object('noticeId', id, 'alarmId', alarm_id,
                       'template', template, 'target', target, 'severity', severity, 'to', state)::text as document
            from (select *, (extract(epoch from ended_at) * 1000000)::bigint as number from service.notice
                  where ended_at > 'epoch'::timestamptz + ? * interval '1 microsecond'
                    and ended_at <= 'epoch'::timestamptz + ? * interval '1 microsecond') ended
            order by number fetch first ? rows with ties
            """;

    private final String name;
    private final String table;
    private final String sql;
    private final Database database;

    private RowSource(String name, String table, String sql, DataSource warm) {
        this.name = name;
        this.table = table;
        this.sql = sql;
        this.database = new Database(warm);
    }

    /** All histories that lie in the warm store. */
    public static List<HistorySource> all(DataSource warm) {
        return List.of(
                new RowSource("commands", HistoryLine.CONTROL, COMMANDS, warm),
                new RowSource("shadows", HistoryLine.CONTROL, SHADOWS, warm),
                new RowSource("desired-states", HistoryLine.CONTROL, DESIRED, warm),
                new RowSource("firmware", HistoryLine.FIRMWARE, FIRMWARE, warm),
                new RowSource("responses", HistoryLine.ALARMS, RESPONSES, warm),
                new RowSource("notices", HistoryLine.ALARMS, NOTICES, warm));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Batch between(long after, long until, int most) throws SQLException {
        long[] reached = {after};
        List<HistoryLine> lines = database.select(
                sql,
                row -> {
                    reached[0] = Math.max(reached[0], row.getLong("number"));
                    return line(row);
                },
                after,
                Math.min(until, LATEST),
                most);
        return new Batch(lines, reached[0]);
    }

    private HistoryLine line(ResultSet row) throws SQLException {
        return new HistoryLine(
                table,
                row.getString("id"),
                row.getString("device_id"),
                row.getString("product_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getString("actor"),
                Optional.ofNullable(row.getString("cause")).orElse(""),
                plain(Json.read(row.getString("document"))));
    }

    /** Without what is empty: absent is absent. */
    private static Map<String, Object> plain(Map<String, Object> document) {
        Map<String, Object> plain = new LinkedHashMap<>();
        document.forEach((field, value) -> {
            if (value != null && !"".equals(value) && !(value instanceof Map<?, ?> map && map.isEmpty())) {
                plain.put(field, value);
            }
        });
        return plain;
    }
}
