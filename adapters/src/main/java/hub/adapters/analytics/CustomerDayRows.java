package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Customers' days as they lie in PostgreSQL, and the marks that make them due. */
final class CustomerDayRows {

    private CustomerDayRows() {}

    static void replace(Connection connection, CustomerDay day, DayParts parts, Instant now) throws SQLException {
        Date date = Date.valueOf(day.day());
        Database.update(
                connection,
                "delete from analytics.customer_product_day where customer_id = ? and product_id = ? and day = ?",
                day.customerId(),
                day.productId(),
                date);
        List<Object[]> rows = new ArrayList<>();
        parts.parts()
                .forEach((metric, part) -> rows.add(new Object[] {
                    day.customerId(),
                    day.productId(),
                    date,
                    metric,
                    parts.devices(metric),
                    part.n(),
                    part.sum().doubleValue(),
                    part.min(),
                    part.max(),
                    part.sumsq().doubleValue(),
                    part.first(),
                    part.last(),
                    part.sketch(),
                    Timestamp.from(now)
                }));
        Database.updateAll(
                connection,
                "insert into analytics.customer_product_day values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** Strikes out what is done; hours of days that are not over, and what changed or was done by another hub meanwhile, stay due. */
    static void clear(Connection connection, List<DueDays.DeviceHours> seen) throws SQLException {
        List<DueDays.DeviceHours> done =
                seen.stream().filter(each -> each.later() == 0).toList();
        int[] gone = Database.updateAll(
                connection,
                "delete from analytics.changed_device_day where day = ? and device_id = ? and product_id = ? and mark"
                        + " = ?",
                done.stream().map(CustomerDayRows::key).toList());
        List<Object[]> again = new ArrayList<>();
        for (int index = 0; index < gone.length; index++) {
            if (gone[index] == 0) {
                DueDays.DeviceHours each = done.get(index);
                again.add(new Object[] {Date.valueOf(each.day()), each.deviceId(), each.productId(), each.hours()});
            }
        }
        Database.updateAll(
                connection,
                "insert into analytics.changed_device_day (day, device_id, product_id, hours) values (?, ?, ?, ?)"
                        + " on conflict (day, device_id, product_id) do update"
                        + " set hours = changed_device_day.hours | excluded.hours",
                again);
        Database.updateAll(
                connection,
                "update analytics.changed_device_day set hours = ? where day = ? and device_id = ? and product_id = ?"
                        + " and mark = ?",
                seen.stream()
                        .filter(each -> each.later() != 0 && each.later() != each.hours())
                        .map(each -> new Object[] {
                            each.later(), Date.valueOf(each.day()), each.deviceId(), each.productId(), each.mark()
                        })
                        .toList());
    }

    private static Object[] key(DueDays.DeviceHours each) {
        return new Object[] {Date.valueOf(each.day()), each.deviceId(), each.productId(), each.mark()};
    }
}
