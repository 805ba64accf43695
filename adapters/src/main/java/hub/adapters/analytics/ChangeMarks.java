package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Notes which hours changed, so that only what is made of them is computed again. */
final class ChangeMarks {

    private static final String HOUR = """
        insert into analytics.changed_hour (product_id, hour)
        select product_id, to_timestamp(hour / 1000) from unnest(?::text[], ?::bigint[]) changed(product_id, hour)
        on conflict (product_id, hour) do update set mark = excluded.mark
        """;
    private static final String DEVICE_DAY = """
        insert into analytics.changed_device_day (device_id, product_id, day, hours)
        select device_id, product_id, date '1970-01-01' + day, hours
        from unnest(?::text[], ?::text[], ?::int[], ?::int[]) changed(device_id, product_id, day, hours)
        on conflict (day, device_id, product_id) do update
        set hours = changed_device_day.hours | excluded.hours, mark = excluded.mark
        """;

    private record ProductHour(String productId, long hour) {}

    private record DeviceDay(String deviceId, String productId, long day) implements Comparable<DeviceDay> {

        @Override
        public int compareTo(DeviceDay other) {
            int byDay = Long.compare(day, other.day);
            int byDevice = byDay != 0 ? byDay : deviceId.compareTo(other.deviceId);
            return byDevice != 0 ? byDevice : productId.compareTo(other.productId);
        }
    }

    private ChangeMarks() {}

    /** Marks all that is made of these parts, always in the same order of rows, so that two writers never block each other for good. */
    static void set(Connection connection, Collection<PartKey> changed) throws SQLException {
        Set<ProductHour> hours = new LinkedHashSet<>();
        Map<DeviceDay, Integer> days = new TreeMap<>();
        for (PartKey key : changed) {
            hours.add(new ProductHour(key.productId(), key.hour()));
            long day = Math.floorDiv(key.hour(), PartKey.DAY);
            int bit = 1 << (int) Math.floorDiv(Math.floorMod(key.hour(), PartKey.DAY), PartKey.HOUR);
            days.merge(new DeviceDay(key.deviceId(), key.productId(), day), bit, (one, other) -> one | other);
        }
        Database.update(
                connection,
                HOUR,
                array(
                        connection,
                        "text",
                        hours.stream().map(ProductHour::productId).toArray()),
                array(connection, "int8", hours.stream().map(ProductHour::hour).toArray()));
        Set<DeviceDay> keys = days.keySet();
        Database.update(
                connection,
                DEVICE_DAY,
                array(connection, "text", keys.stream().map(DeviceDay::deviceId).toArray()),
                array(
                        connection,
                        "text",
                        keys.stream().map(DeviceDay::productId).toArray()),
                array(
                        connection,
                        "int4",
                        keys.stream().map(key -> (int) key.day()).toArray()),
                array(connection, "int4", days.values().toArray()));
    }

    private static java.sql.Array array(Connection connection, String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
