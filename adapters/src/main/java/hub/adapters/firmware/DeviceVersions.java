package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What each device runs, and what it last ran well. */
final class DeviceVersions {

    private DeviceVersions() {}

    /** The device runs this package now; whether that is good shows when its job has ended well. */
    static void runs(Session session, String thing, String version, Instant now) throws SQLException {
        session.update(
                "insert into service.device_firmware (thing, current_version, updated_at) values (?, ?, ?)"
                        + " on conflict (thing) do update set current_version = excluded.current_version,"
                        + " updated_at = excluded.updated_at",
                thing,
                version,
                now);
    }

    /** The device says itself what it runs; that is its last good version unless it is being updated or has one. */
    static void reports(Session session, String thing, String productId, String version, String hardware, Instant now)
            throws SQLException {
        runs(session, thing, version, now);
        session.update(
                "update service.device_firmware d set hardware = case when ? = '' then d.hardware else ? end,"
                        + " last_good_version = case when d.last_good_version = '' then ? else d.last_good_version end,"
                        + " last_good_package = case when d.last_good_version = '' then coalesce((select p.id from"
                        + " service.firmware_package p where p.product_id = ? and p.version = ?), '')"
                        + " else d.last_good_package end"
                        + " where d.thing = ? and not exists (select 1 from service.firmware_execution e where e.thing = d.thing"
                        + " and e.status in ('QUEUED', 'IN_PROGRESS'))",
                hardware,
                hardware,
                version,
                productId,
                version,
                thing);
    }

    /** The package is good on all devices on which this job has succeeded. */
    static void good(Session session, FirmwareJob job, Instant now) throws SQLException {
        session.update(
                "update service.device_firmware d set last_good_package = p.id, last_good_version = p.version,"
                        + " updated_at = ? from service.firmware_package p, service.firmware_execution e"
                        + " where p.id = ? and e.job_id = ? and e.status = 'SUCCEEDED' and e.thing = d.thing"
                        + " and d.current_version = p.version",
                now,
                job.packageId(),
                job.id());
    }

    /** Why a package cannot go to each of these devices, as {@code device: reason}. */
    static List<String> obstacles(Session session, FirmwarePackage firmware, List<String> things) throws SQLException {
        return session
                .list(
                        "select thing, current_version, hardware from service.device_firmware where thing = any(?)",
                        row -> {
                            String obstacle = firmware.obstacle(row.getString(2), row.getString(3));
                            return obstacle.isEmpty() ? "" : row.getString(1) + ": " + obstacle;
                        },
                        things)
                .stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
