package hub.master;

import hub.message.DevicePlacement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Tells where devices stood, and whose they were, in any span of time; the history is kept by the database itself. */
public final class Placements {

    private static final String QUERY = """
            select p.device_id, p.site_id, coalesce(o.customer_id, '') as customer_id,
                   coalesce(c.time_zone, 'Asia/Seoul') as time_zone,
                   greatest(p.valid_from, coalesce(o.valid_from, '-infinity')) as since,
                   least(p.valid_until, coalesce(o.valid_until, 'infinity')) as until
            from master.device_placement p
            left join master.site_ownership o
              on o.site_id = p.site_id and o.valid_from < p.valid_until and o.valid_until > p.valid_from
            left join master.customer c using (customer_id)
            """;
    private static final String ORDER = " order by 1, 5";

    private final DataSource database;

    /** @param database the warm store with schema {@code master} */
    public Placements(DataSource database) {
        this.database = database;
    }

    /**
     * All spans that touch a time, in the order of devices and time.
     *
     * @param until exclusive
     */
    public List<DevicePlacement> between(Instant from, Instant until) throws SQLException {
        String sql = "select * from (" + QUERY + ") spans where since < ? and until > ?" + ORDER;
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, Timestamp.from(until));
            query.setTimestamp(2, Timestamp.from(from));
            return read(query);
        }
    }

    /** All spans of one device, the oldest first. */
    public List<DevicePlacement> of(String deviceId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY + " where p.device_id = ?" + ORDER)) {
            query.setString(1, deviceId);
            return read(query);
        }
    }

    private static List<DevicePlacement> read(PreparedStatement query) throws SQLException {
        List<DevicePlacement> spans = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                spans.add(new DevicePlacement(
                        row.getString("device_id"),
                        row.getString("site_id"),
                        row.getString("customer_id"),
                        row.getString("time_zone"),
                        Math.max(0, row.getTimestamp("since").getTime()),
                        until(row.getTimestamp("until").getTime())));
            }
        }
        return spans;
    }

    /** The driver tells infinity as a date in the far future. */
    private static long until(long millis) {
        return millis >= org.postgresql.PGStatement.DATE_POSITIVE_INFINITY ? Long.MAX_VALUE : millis;
    }
}
