package hub.adapters.firmware;

import hub.adapters.Session;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table of packages. */
final class PackageRows {

    private PackageRows() {}

    static FirmwarePackage read(ResultSet row) throws SQLException {
        return new FirmwarePackage(
                row.getString("id"),
                row.getString("product_id"),
                row.getString("version"),
                row.getString("description"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("signature"),
                row.getBoolean("verified"),
                texts(row.getArray("from_versions")),
                texts(row.getArray("hardware")),
                row.getString("uploaded_by"),
                row.getTimestamp("uploaded_at").toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Adds a package; false when there is one of that id, or of that product and version. */
    static boolean insert(Session session, FirmwarePackage firmware) throws SQLException {
        return session.update(
                        "insert into service.firmware_package (id, product_id, version, description, size, sha256, signature,"
                                + " verified, from_versions, hardware, uploaded_by, uploaded_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        firmware.id(),
                        firmware.productId(),
                        firmware.version(),
                        firmware.description(),
                        firmware.size(),
                        firmware.sha256(),
                        firmware.signature(),
                        firmware.verified(),
                        firmware.fromVersions(),
                        firmware.hardware(),
                        firmware.uploadedBy(),
                        firmware.uploadedAt())
                == 1;
    }

    static Optional<FirmwarePackage> find(Session session, String id) throws SQLException {
        return session.one("select * from service.firmware_package where id = ?", PackageRows::read, id);
    }

    static List<FirmwarePackage> ofProduct(Session session, String productId) throws SQLException {
        return session.list(
                "select * from service.firmware_package where product_id = ?", PackageRows::read, productId);
    }

    static List<FirmwarePackage> page(Session session, String product, String after, int limit) throws SQLException {
        return session.list(
                "select * from service.firmware_package where (? = '' or product_id = ?) and id > ? order by id limit ?",
                PackageRows::read,
                product,
                product,
                after,
                limit);
    }

    /** Whether an open job, or a device's way back, needs the package. */
    static boolean isInUse(Session session, String id) throws SQLException {
        return session.number(
                                "select count(*) from service.firmware_job where package_id = ? and (rolling_back or state in"
                                        + " ('WAITING_FOR_APPROVAL', 'SCHEDULED', 'IN_PROGRESS', 'PAUSED'))",
                                id)
                        + session.number("select count(*) from service.device_firmware where last_good_package = ?", id)
                        + session.number(
                                "select count(*) from service.firmware_execution e join service.firmware_job j on j.id = e.job_id"
                                        + " where e.from_package = ? and (j.rolling_back or j.state in ('IN_PROGRESS', 'PAUSED'))",
                                id)
                > 0;
    }

    static void delete(Session session, String id) throws SQLException {
        session.update("delete from service.firmware_package where id = ?", id);
    }
}
