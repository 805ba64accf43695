package hub.adapters.presence;

import hub.adapters.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows behind presence, one per device, shared by all hub instances. */
final class PresenceStore {

    /** For how long an instance that says nothing still counts as alive. */
    private static final Duration LIFE = Duration.ofSeconds(30);

    /** After this long a change that was told, but has not come back from the stream, is told again. */
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    private final Database database;

    PresenceStore(Database database) {
        this.database = database;
    }

    /** A device that was heard at some time, and when silence would be too long; null for never. */
    record Heard(String deviceId, long at, Long offlineAt) {}

    void apply(PresenceEvent event, boolean sleepy) throws SQLException {
        switch (event.type()) {
            case "connected" -> connected(event);
            case "disconnected" -> disconnected(event, sleepy);
            case "heard" -> online(event, true);
            default -> online(event, false);
        }
    }

    private void connected(PresenceEvent event) throws SQLException {
        database.update(
                "insert into service.device_presence as p (device_id, connected, online, door, node, session,"
                        + " version_number, since, last_seen_at, ip_address)"
                        + " values (?, true, true, 'mqtt', ?, ?, ?, ?, ?, ?) on conflict (device_id) do update set"
                        + " connected = true, online = true, door = 'mqtt', node = excluded.node,"
                        + " session = excluded.session, version_number = excluded.version_number, since = excluded.since,"
                        + " last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at),"
                        + " ip_address = excluded.ip_address, reason = '' where p.version_number < excluded.version_number",
                event.deviceId(),
                event.node(),
                event.clientId(),
                event.version(),
                event.at(),
                event.at(),
                event.address());
    }

    private void disconnected(PresenceEvent event, boolean sleepy) throws SQLException {
        database.update(
                "insert into service.device_presence as p (device_id, connected, online, door, node, session,"
                        + " version_number, since, last_seen_at, reason) values (?, false, ?, 'mqtt', ?, ?, ?, ?, ?, ?)"
                        + " on conflict (device_id) do update set connected = false, online = p.online and excluded.online,"
                        + " version_number = excluded.version_number, since = excluded.since, reason = excluded.reason,"
                        + " last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)"
                        + " where p.version_number <= excluded.version_number and p.session in ('', excluded.session)",
                event.deviceId(),
                sleepy,
                event.node(),
                event.clientId(),
                event.version(),
                event.at(),
                event.at(),
                event.reason());
    }

    private void online(PresenceEvent event, boolean online) throws SQLException {
        database.update(
                "update service.device_presence set online = ?, since = ?, reason = ?"
                        + " where device_id = ? and online <> ? and not connected and since <= ?",
                online,
                event.at(),
                event.reason(),
                event.deviceId(),
                online,
                event.at());
    }

    /** Keeps when devices were heard; gives those that were offline before and sent after they had gone. */
    List<PresenceEvent> keep(List<Heard> heard, String node) throws SQLException {
        if (heard.isEmpty()) {
            return List.of();
        }
        String sql = "with heard as (select * from unnest(?::text[], ?::bigint[], ?::bigint[]) as h (id, at, off)),"
                + " before as (select p.device_id, h.at from service.device_presence p join heard h on h.id = p.device_id"
                + " where not p.online and h.off is not null and to_timestamp(h.at / 1000.0) > p.since),"
                + " kept as (insert into service.device_presence as p (device_id, connected, online, door, since,"
                + " last_seen_at, offline_at) select id, false, true, 'uplink', to_timestamp(at / 1000.0),"
                + " to_timestamp(at / 1000.0), to_timestamp(off / 1000.0) from heard order by id"
                + " on conflict (device_id) do update set last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at),"
                + " offline_at = greatest(p.offline_at, excluded.offline_at))"
                + " select device_id, at from before";
        return database.select(
                sql,
                row -> event(row.getString(1), "heard", Instant.ofEpochMilli(row.getLong(2)), node, ""),
                heard.stream().map(Heard::deviceId).toArray(String[]::new),
                heard.stream().map(Heard::at).toArray(Long[]::new),
                heard.stream().map(Heard::offlineAt).toArray(Long[]::new));
    }

    /** Devices that were silent for too long. */
    List<PresenceEvent> silent(Instant now, String node) throws SQLException {
        return database.select(
                "update service.device_presence set offline_at = ? where device_id in (select device_id"
                        + " from service.device_presence where online and not connected and offline_at <= ?"
                        + " limit 1000 for update skip locked) returning device_id",
                row -> event(row.getString(1), "silent", now, node, "SILENT"),
                now.plus(TELL_AGAIN),
                now);
    }

    /** Devices that were connected to a hub instance which is not alive any more. */
    List<PresenceEvent> lost(Instant now, String node) throws SQLException {
        return database.select(
                "select p.* from service.device_presence p left join service.hub_node n on n.node = p.node"
                        + " where p.connected and (n.alive_at is null or n.alive_at < ?) limit 1000",
                row -> new PresenceEvent(
                        row.getString("device_id"),
                        row.getString("session"),
                        "disconnected",
                        row.getLong("version_number"),
                        now,
                        node,
                        "",
                        "SERVER_ERROR",
                        false),
                now.minus(LIFE));
    }

    void alive(String node, Instant now) throws SQLException {
        database.update(
                "insert into service.hub_node (node, alive_at) values (?, ?)"
                        + " on conflict (node) do update set alive_at = excluded.alive_at",
                node,
                now);
    }

    Map<String, Object> describe(String deviceId) throws SQLException {
        return database
                .select(
                        "select * from service.device_presence where device_id = ?",
                        row -> {
                            Map<String, Object> presence = new LinkedHashMap<>();
                            presence.put("connected", row.getBoolean("connected"));
                            presence.put("online", row.getBoolean("online"));
                            presence.put(
                                    "since",
                                    row.getTimestamp("since").toInstant().toString());
                            presence.put(
                                    "lastSeenAt",
                                    row.getTimestamp("last_seen_at").toInstant().toString());
                            presence.put("door", row.getString("door"));
                            if (!row.getString("reason").isEmpty()) {
                                presence.put("reason", row.getString("reason"));
                            }
                            return presence;
                        },
                        deviceId)
                .stream()
                .findFirst()
                .orElse(Map.of());
    }

    /** Devices with a session at the broker, in the order of their ids. */
    List<ConnectedDevice> connected(String after, String deviceId, int limit) throws SQLException {
        return database.select(
                "select device_id, session, coalesce(ip_address, '') as address, since, last_seen_at"
                        + " from service.device_presence where connected and device_id > ?"
                        + " and (? = '' or device_id = ?) order by device_id limit ?",
                row -> new ConnectedDevice(
                        row.getString("device_id"),
                        row.getString("session"),
                        row.getString("address"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()),
                after,
                deviceId,
                deviceId,
                limit);
    }

    private static PresenceEvent event(String deviceId, String type, Instant at, String node, String reason) {
        return new PresenceEvent(deviceId, deviceId, type, 0, at, node, "", reason, false);
    }
}
