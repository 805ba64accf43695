package hub.adapters.shadow;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** Tells what a shadow was at an earlier time. */
final class ShadowHistory {

    private static final String AT = "select version, present, state, metadata from service.shadow_history"
            + " where thing = ? and name = ? and at <= ? order by revision desc limit 1";

    private final DataSource database;

    /** @param database the warm store with schema {@code service} */
    ShadowHistory(DataSource database) {
        this.database = database;
    }

    /** The shadow as it was; one without existence when there was none. */
    ShadowDocument at(ShadowName name, Instant time) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(AT)) {
            query.setString(1, name.thing());
            query.setString(2, name.name());
            query.setTimestamp(3, Timestamp.from(time));
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new ShadowDocument(
                                name,
                                row.getLong("version"),
                                row.getBoolean("present"),
                                Json.stored(row.getString("state")),
                                Json.stored(row.getString("metadata")))
                        : ShadowDocument.none(name);
            }
        }
    }
}
