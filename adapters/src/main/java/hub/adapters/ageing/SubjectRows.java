package hub.adapters.ageing;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where PostgreSQL speaks of a device or of a customer, outside the register: the register is the master of who exists, and is changed
 * where it is mastered. Children come before those they point to.
 */
final class SubjectRows {

    /** One table, and which of its rows go; the parameters are the devices and the time, in this order. */
    private record Place(String table, String sql) {}

    private static final List<Place> OF_DEVICES = List.of(
            place("hub.dead_letter", "device_id = any (?) and at < ?"),
            place("service.command_execution", "device_id = any (?) and created_at < ? and ended_at is not null"),
            place("service.shadow_history", "thing = any (?) and at < ?"),
            place("service.shadow_command", "thing = any (?) and asked_at < ? and status <> 'OPEN'"),
            place("service.firmware_history", "thing = any (?) and at < ?"),
            place(
                    "service.firmware_execution",
                    "thing = any (?) and updated_at < ? and status not in ('WAITING', 'QUEUED', 'IN_PROGRESS')"),
            place("service.response_attempt", "device_id = any (?) and started_at < ? and not open"),
            place(
                    "service.response_event",
                    "alarm_id in (select alarm_id from service.response where device_id = any (?)) and at < ?"),
            place(
                    "service.response_escalation",
                    "alarm_id in (select alarm_id from service.response where device_id = any (?) and updated_at < ?"
                            + " and state in ('VERIFIED', 'OVER', 'CLOSED'))"),
            place(
                    "service.response",
                    "device_id = any (?) and updated_at < ? and state in ('VERIFIED', 'OVER', 'CLOSED')"),
            place(
                    "service.notice_delivery",
                    "batch_id <> '' and batch_id in (select batch_id from service.notice where device_id = any (?)"
                            + " and at < ? and ended_at is not null)"),
            place("service.notice", "device_id = any (?) and at < ? and ended_at is not null"),
            place(
                    "service.dispatch_request",
                    "case_id in (select case_id from service.service_case where device_id = any (?) and opened_at < ?"
                            + " and state = 'closed')"),
            place(
                    "service.work_order",
                    "case_id in (select case_id from service.service_case where device_id = any (?) and opened_at < ?"
                            + " and state = 'closed')"),
            place("service.service_case", "device_id = any (?) and opened_at < ? and state = 'closed'"));

    private static final List<Place> OF_CUSTOMERS = List.of(
            place("service.contact_history", "contact_id = 'customer:' || ? and changed_at < ?"),
            place("service.contact", "contact_id = 'customer:' || ? and updated_at < ?"),
            place("analytics.customer_product_day", "customer_id = ? and day <= cast(? as timestamptz)::date"));

    private final Database database;

    SubjectRows(Database database) {
        this.database = database;
    }

    private static Place place(String table, String condition) {
        return new Place(table, "delete from " + table + " where " + condition);
    }

    /** Deletes the rows of some devices; all of them or none. */
    Map<String, Long> ofDevices(Collection<String> devices, Instant until) throws SQLException {
        return delete(OF_DEVICES, devices, until);
    }

    /** Deletes what speaks of the customer alone. */
    Map<String, Long> ofCustomer(String customerId, Instant until) throws SQLException {
        return delete(OF_CUSTOMERS, customerId, until);
    }

    private Map<String, Long> delete(List<Place> places, Object subject, Instant until) throws SQLException {
        return database.inTransaction(connection -> {
            Map<String, Long> deleted = new LinkedHashMap<>();
            for (Place place : places) {
                if (exists(connection, place.table())) {
                    deleted.put(place.table(), (long) Database.update(connection, place.sql(), subject, until));
                }
            }
            return deleted;
        });
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        return Database.select(connection, "select to_regclass(?) is not null", row -> row.getBoolean(1), table)
                .get(0);
    }
}
