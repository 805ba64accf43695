package hub.adapters.response;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was done to some devices in the last 24 hours and how often they alarmed, read once for a whole batch. */
final class RecentActions {
    static final Duration DAY = Duration.ofHours(24);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, List<Action>> byDevice = new HashMap<>();
    private final Map<String, int[]> alarms = new HashMap<>();
    private int lastMinute;

    private record Action(String alarmId, String action, String resource, Instant startedAt, boolean open) {}

    static RecentActions of(Connection connection, Collection<Response> responses, Duration flapping, Instant now)
            throws SQLException {
        RecentActions recent = new RecentActions();
        String[] devices = responses.stream()
                .map(response -> response.alarm.deviceId())
                .distinct()
                .toArray(String[]::new);
        Database.select(
                connection,
                "select device_id, alarm_id, action, resource, started_at, open from service.response_attempt"
                        + " where device_id = any(?) and (started_at > ? or open) order by started_at",
                row -> recent.add(
                        row.getString("device_id"),
                        new Action(
                                row.getString("alarm_id"),
                                row.getString("action"),
                                row.getString("resource"),
                                ResponseRows.instant(row, "started_at"),
                                row.getBoolean("open"))),
                devices,
                now.minus(DAY));
        Database.select(
                connection,
                "select device_id, rule_id, count(*) as today, count(*) filter (where raised_at > ?) as lately"
                        + " from service.response where device_id = any(?) and raised_at > ? group by 1, 2",
                row -> recent.alarms.put(
                        key(row.getString("device_id"), row.getString("rule_id")),
                        new int[] {row.getInt("today"), row.getInt("lately")}),
                now.minus(flapping),
                devices,
                now.minus(DAY));
        recent.lastMinute = Database.select(
                        connection,
                        "select count(*) from service.response_attempt where started_at > ?",
                        row -> row.getInt(1),
                        now.minus(MINUTE))
                .get(0);
        return recent;
    }

    private static String key(String device, String rule) {
        return device + "\n" + rule;
    }

    private boolean add(String device, Action action) {
        return byDevice.computeIfAbsent(device, name -> new ArrayList<>()).add(action);
    }

    void started(String device, String alarmId, String action, String resource, Instant now) {
        add(device, new Action(alarmId, action, resource, now, true));
        lastMinute++;
    }

    /** Actions that the whole hub started within a minute. */
    int lastMinute() {
        return lastMinute;
    }

    int alarmsToday(String device, String rule) {
        return alarms.getOrDefault(key(device, rule), new int[] {1, 1})[0];
    }

    /** Whether the device had this alarm before, a short time ago. */
    boolean isFlapping(String device, String rule) {
        return alarms.getOrDefault(key(device, rule), new int[] {1, 1})[1] > 1;
    }

    int actionsToday(String device) {
        return byDevice.getOrDefault(device, List.of()).size();
    }

    Instant oldest(String device) {
        return byDevice.get(device).get(0).startedAt();
    }

    boolean isBusy(String device, String resource) {
        return byDevice.getOrDefault(device, List.of()).stream()
                .anyMatch(action -> action.open() && action.resource().equals(resource));
    }

    /** When another alarm had this action taken last. */
    Optional<Instant> lastForOther(String device, String name, String alarmId) {
        return byDevice.getOrDefault(device, List.of()).stream()
                .filter(action ->
                        action.action().equals(name) && !action.alarmId().equals(alarmId))
                .map(Action::startedAt)
                .max(Instant::compareTo);
    }
}
