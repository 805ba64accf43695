package hub.adapters.notice;

import hub.adapters.Database;
import hub.message.Notice;
import hub.message.Severity;
import hub.product.DeviceDirectory;
import hub.product.RegisteredDevice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes notices in, each once, and puts them into the group that will be told together.
 *
 * <p>Rows are always locked in the order of their keys, so that two hubs that take in the same never wait for each other.
 */
final class NoticeInbox {

    private final NoticeSettings settings;
    private final DeviceDirectory devices;

    NoticeInbox(NoticeSettings settings, DeviceDirectory devices) {
        this.settings = settings;
        this.devices = devices;
    }

    /** Takes in notices with different ids; gives how many of them are new. */
    int take(Connection connection, TreeMap<String, Notice> notices, Instant now) throws SQLException {
        List<Notice> fresh = insert(connection, notices, now);
        Map<String, List<String>> unsaid = new TreeMap<>();
        List<Notice> candidates = new ArrayList<>();
        for (Notice notice : fresh) {
            if (!notice.at().plus(settings.ttl()).isAfter(now)) {
                unsaid.computeIfAbsent("too-old", reason -> new ArrayList<>()).add(notice.id());
            } else if (isShelved(notice, now)) {
                unsaid.computeIfAbsent("shelved", reason -> new ArrayList<>()).add(notice.id());
            } else {
                candidates.add(notice);
            }
        }
        Set<String> again = coolingDown(connection, candidates, now);
        unsaid.put("cooldown", List.copyOf(again));
        candidates.removeIf(notice -> again.contains(notice.id()));
        join(connection, candidates, now);
        for (Map.Entry<String, List<String>> each : unsaid.entrySet()) {
            leaveUnsaid(connection, each.getKey(), each.getValue(), now);
        }
        return fresh.size();
    }

    private List<Notice> insert(Connection connection, TreeMap<String, Notice> notices, Instant now)
            throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        notices.values().forEach(notice -> rows.add(row(notice)));
        String sql = "insert into service.notice (id, template, target, channels, alarm_id, device_id, severity, rank,"
                + " words, at, valid_from, accepted_at, group_key, state) select id, template, target, channels,"
                + " alarm_id, device_id, severity, rank, words, at, at, ?, group_key, 'waiting'"
                + " from jsonb_to_recordset(cast(? as jsonb)) as r(id text, template text, target text, channels jsonb,"
                + " alarm_id text, device_id text, severity text, rank smallint, words jsonb, at timestamptz,"
                + " group_key text) order by id on conflict (id) do nothing returning id";
        return Database.select(connection, sql, row -> notices.get(row.getString(1)), now, Columns.json(rows));
    }

    private Map<String, Object> row(Notice notice) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", notice.id());
        row.put("template", notice.template());
        row.put("target", notice.target());
        row.put("channels", notice.channels());
        row.put("alarm_id", notice.alarmId());
        row.put("device_id", notice.deviceId());
        row.put("severity", notice.severity().name());
        row.put("rank", notice.severity().ordinal());
        row.put("words", words(notice));
        row.put("at", notice.at().toString());
        row.put("group_key", groupKey(notice));
        return row;
    }

    private Map<String, Object> words(Notice notice) {
        Map<String, Object> words = new LinkedHashMap<>();
        notice.values()
                .forEach((name, value) -> words.put(
                        name,
                        value instanceof Number || value instanceof Boolean ? value : Objects.toString(value, "")));
        devices.find(notice.deviceId()).ifPresent(device -> {
            words.putIfAbsent("product", device.productId());
            words.putIfAbsent("site", Objects.toString(device.siteId(), ""));
        });
        return words;
    }

    private String groupKey(Notice notice) {
        StringBuilder key = new StringBuilder(notice.target()).append('|').append(String.join(",", notice.channels()));
        for (String part : settings.groupBy()) {
            key.append('|').append(part(notice, part));
        }
        return key.toString();
    }

    private String part(Notice notice, String part) {
        return switch (part) {
            case "template" -> notice.template();
            case "severity" -> notice.severity().name();
            case "device" -> notice.deviceId();
            case "rule" -> rule(notice);
            case "product" ->
                devices.find(notice.deviceId()).map(RegisteredDevice::productId).orElse("");
            case "site" ->
                devices.find(notice.deviceId())
                        .map(RegisteredDevice::siteId)
                        .map(Objects::toString)
                        .orElse("");
            default -> throw new IllegalArgumentException("hub.notice.group-by does not know '" + part + "'");
        };
    }

    private static String word(Notice notice, String name) {
        return Objects.toString(notice.values().get(name), "");
    }

    /** The rule the notice is about, under either of its names; without one nothing cools down. */
    private static String rule(Notice notice) {
        String rule = word(notice, "ruleId");
        return rule.isEmpty() ? word(notice, "rule") : rule;
    }

    private static boolean isShelved(Notice notice, Instant now) {
        String until = word(notice, "shelvedUntil");
        try {
            return !until.isEmpty() && Instant.parse(until).isAfter(now);
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    /** Those whose target was told the same of the same device and rule a short while ago, and no less severely. */
    private Set<String> coolingDown(Connection connection, List<Notice> notices, Instant now) throws SQLException {
        TreeMap<String, Notice> firsts = new TreeMap<>();
        Set<String> again = new HashSet<>();
        for (Notice notice : notices) {
            if (!rule(notice).isEmpty() && !settings.cooldown().isZero()) {
                Notice other = firsts.get(cooldownKey(notice));
                boolean worse = other == null || notice.severity().compareTo(other.severity()) > 0;
                Notice repeated = worse ? firsts.put(cooldownKey(notice), notice) : notice;
                if (repeated != null) {
                    again.add(repeated.id());
                }
            }
        }
        if (!firsts.isEmpty()) {
            firsts.values().forEach(notice -> again.add(notice.id()));
            newlyHot(connection, firsts, now)
                    .forEach(key -> again.remove(firsts.get(key).id()));
        }
        return again;
    }

    private List<String> newlyHot(Connection connection, TreeMap<String, Notice> firsts, Instant now)
            throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        firsts.forEach((key, notice) ->
                rows.add(Map.of("key", key, "rank", notice.severity().ordinal())));
        String sql = "insert into service.notice_cooldown as held (cooldown_key, until, rank) select key, ?, rank"
                + " from jsonb_to_recordset(cast(? as jsonb)) as r(key text, rank smallint) order by key"
                + " on conflict (cooldown_key) do update set until = excluded.until, rank = excluded.rank"
                + " where held.until <= ? or held.rank < excluded.rank returning cooldown_key";
        return Database.select(
                connection, sql, row -> row.getString(1), now.plus(settings.cooldown()), Columns.json(rows), now);
    }

    private static String cooldownKey(Notice notice) {
        return String.join(
                "|",
                notice.target(),
                notice.deviceId(),
                rule(notice),
                notice.template(),
                word(notice, "level"),
                word(notice, "reason"));
    }

    private void join(Connection connection, List<Notice> notices, Instant now) throws SQLException {
        TreeMap<String, Severity> groups = new TreeMap<>();
        notices.forEach(notice -> groups.merge(
                groupKey(notice), notice.severity(), (one, other) -> one.compareTo(other) > 0 ? one : other));
        for (Map.Entry<String, Severity> group : groups.entrySet()) {
            boolean critical = group.getValue() == Severity.CRITICAL;
            Duration wait = critical ? settings.criticalWait() : settings.groupWait();
            Duration interval = critical ? settings.criticalInterval() : settings.groupInterval();
            Database.update(
                    connection,
                    "insert into service.notice_group as held (group_key, due_at) values (?, ?) on conflict (group_key)"
                            + " do update set due_at = least(held.due_at, greatest(excluded.due_at, held.told_at +"
                            + " cast(? as interval)))",
                    group.getKey(),
                    now.plus(wait),
                    interval.toMillis() + " milliseconds");
        }
    }

    private static void leaveUnsaid(Connection connection, String reason, List<String> ids, Instant now)
            throws SQLException {
        if (!ids.isEmpty()) {
            Database.update(
                    connection,
                    "update service.notice set state = ?, reason = ?, ended_at = ? where id = any(?)",
                    reason.equals("too-old") ? "expired" : "suppressed",
                    reason,
                    now,
                    ids);
        }
    }
}
