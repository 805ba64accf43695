package hub.adapters.upload;

import hub.adapters.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of {@code service.upload}. */
final class Uploads {

    private final Database database;

    Uploads(DataSource database) {
        this.database = new Database(database);
    }

    /** Keeps a new upload and gives it back; one of the same id stays as it is and is given back instead. */
    Upload insert(Upload upload) throws SQLException {
        database.update(
                "insert into service.upload (upload_id, purpose, filename, content_type, size, sha256, device_id, owner,"
                        + " state, multipart, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)"
                        + " on conflict do nothing",
                upload.id(),
                upload.purpose(),
                upload.filename(),
                upload.contentType(),
                upload.size(),
                upload.sha256(),
                upload.deviceId(),
                upload.owner(),
                upload.multipart(),
                upload.createdAt(),
                upload.expiresAt());
        return find(upload.id()).orElseThrow();
    }

    Optional<Upload> find(String id) throws SQLException {
        return database.select("select * from service.upload where upload_id = ?", Uploads::read, id).stream()
                .findFirst();
    }

    /** Moves a waiting upload on; of two who try only one succeeds. */
    boolean settle(String id, String state, String problem, String sha256, Instant at) throws SQLException {
        return database.update(
                        "update service.upload set state = ?, problem = ?, sha256 = ?, completed_at = ? where upload_id = ?"
                                + " and state = 'waiting'",
                        state,
                        problem,
                        sha256,
                        at,
                        id)
                > 0;
    }

    /** Marks what has waited too long and gives it, each to one caller only. */
    List<Upload> expire(Instant now) throws SQLException {
        return database.select(
                "update service.upload set state = 'expired' where upload_id in (select upload_id from service.upload where"
                        + " state in ('waiting', 'quarantined') and expires_at <= ? order by expires_at limit 50 for update"
                        + " skip locked) returning *",
                Uploads::read,
                now);
    }

    List<Upload> ofDevice(String deviceId, Instant before) throws SQLException {
        return database.select(
                "select * from service.upload where device_id = ? and created_at < ?", Uploads::read, deviceId, before);
    }

    void delete(String id) throws SQLException {
        database.update("delete from service.upload where upload_id = ?", id);
    }

    private static Upload read(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("upload_id"),
                row.getString("purpose"),
                row.getString("filename"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("device_id"),
                row.getString("owner"),
                row.getString("state"),
                row.getString("problem"),
                row.getString("multipart"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
