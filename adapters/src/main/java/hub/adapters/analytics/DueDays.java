package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the customers' days that are over and whose readings or owners have changed. */
final class DueDays {

    /** Hours of a device that changed; {@code later} are those of days that are not over yet. */
    record DeviceHours(String deviceId, String productId, LocalDate day, int hours, long mark, int later) {}

    private record ZonedHour(String zone, long hour) {}

    private final Tenures tenures;
    private final long now;
    private final Map<CustomerDay, ZoneId> due = new LinkedHashMap<>();
    private final List<DeviceHours> seen = new ArrayList<>();
    private final Map<String, List<Tenure>> moved = new HashMap<>();
    private final Map<ZonedHour, LocalDate> days = new HashMap<>();

    DueDays(Tenures tenures, long now) {
        this.tenures = tenures;
        this.now = now;
    }

    Map<CustomerDay, ZoneId> due() {
        return due;
    }

    List<DeviceHours> seen() {
        return seen;
    }

    /** Whose the devices are now whose owners differ from those that days were computed with. */
    Map<String, List<Tenure>> moved() {
        return moved;
    }

    void readMarks(Connection connection) throws SQLException {
        Database.select(
                connection,
                "select device_id, product_id, day, hours, mark from analytics.changed_device_day order by day",
                row -> seen.add(look(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getInt(4),
                        row.getLong(5))));
    }

    private DeviceHours look(String deviceId, String productId, LocalDate day, int hours, long mark) {
        int later = 0;
        for (int hour = 0; hour < 24; hour++) {
            long begins = day.toEpochDay() * PartKey.DAY + hour * PartKey.HOUR;
            if ((hours & 1 << hour) != 0 && !addAll(tenures.ofDevice(deviceId), productId, begins)) {
                later |= 1 << hour;
            }
        }
        return new DeviceHours(deviceId, productId, day, hours, mark, later);
    }

    private boolean addAll(List<Tenure> owners, String productId, long hour) {
        boolean over = true;
        for (Tenure owner : owners) {
            if (owner.touches(hour, hour + PartKey.HOUR)) {
                over &= add(owner, productId, hour);
            }
        }
        return over;
    }

    /** Adds the owner's days that an hour lies in, at midnight of some zones two; false if one is not over. */
    private boolean add(Tenure owner, String productId, long hour) {
        ZoneId zone = tenures.zone(owner.customerId(), owner.timeZone());
        boolean over = true;
        for (long time : new long[] {hour, hour + PartKey.HOUR - 1}) {
            LocalDate day = days.computeIfAbsent(new ZonedHour(zone.getId(), time), any -> CustomerDay.at(time, zone));
            CustomerDay customerDay = new CustomerDay(owner.customerId(), productId, day);
            if (due.containsKey(customerDay)) {
                continue;
            }
            if (customerDay.ends(zone) <= now) {
                due.put(customerDay, zone);
            } else {
                over = false;
            }
        }
        return over;
    }

    /** Compares owners with those that days were computed with. */
    void readMoves(Connection connection) throws SQLException {
        Map<String, List<Tenure>> used = TenureRows.used(connection);
        for (Map.Entry<String, List<Tenure>> device : tenures.ofDevices().entrySet()) {
            List<Tenure> before = used.remove(device.getKey());
            compare(connection, device.getKey(), before == null ? List.of() : before, device.getValue());
        }
        for (Map.Entry<String, List<Tenure>> gone : used.entrySet()) {
            compare(connection, gone.getKey(), gone.getValue(), List.of());
        }
    }

    private void compare(Connection connection, String deviceId, List<Tenure> before, List<Tenure> today)
            throws SQLException {
        if (before.equals(today)) {
            return;
        }
        moved.put(deviceId, today);
        Map<Tenure, List<long[]>> differing = new HashMap<>();
        Tenures.differences(
                before,
                today,
                (owner, span) -> differing
                        .computeIfAbsent(owner, any -> new ArrayList<>())
                        .add(span));
        for (Map.Entry<Tenure, List<long[]>> owner : differing.entrySet()) {
            for (long[] span : owner.getValue()) {
                addHours(connection, deviceId, owner.getKey(), span[0], Math.min(span[1], now));
            }
        }
    }

    private void addHours(Connection connection, String deviceId, Tenure owner, long from, long until)
            throws SQLException {
        Database.select(
                connection,
                "select distinct product_id, (extract(epoch from hour) * 1000)::bigint from analytics.partial_hour"
                        + " where device_id = ? and hour >= ? and hour < ?",
                row -> add(owner, row.getString(1), row.getLong(2)),
                deviceId,
                new Timestamp(PartKey.hourOf(from)),
                new Timestamp(until));
    }
}
