package hub.adapters.dispatch;

import java.sql.SQLException;

/** Knows the uploaded photos that a report may name. */
public interface PhotoShelf {

    /**
     * Why a photo cannot be part of a report.
     *
     * @param uploadId the photo's upload
     * @param user who reports
     * @return empty when it can
     */
    String problem(String uploadId, String user) throws SQLException;
}
