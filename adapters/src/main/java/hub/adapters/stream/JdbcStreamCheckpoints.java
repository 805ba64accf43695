package hub.adapters.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** Keeps checkpoints in the table {@code hub.stream_checkpoint} of the warm store, so that a new machine goes on where the old one died. */
public final class JdbcStreamCheckpoints implements StreamCheckpoints {
    private static final String LOAD =
            "select shard, sequence from hub.stream_checkpoint where stream = ? and consumer_group = ?";
    private static final String SAVE = "insert into hub.stream_checkpoint (stream, consumer_group, shard, sequence)"
            + " values (?, ?, ?, ?) on conflict (stream, consumer_group, shard)"
            + " do update set sequence = excluded.sequence, saved_at = now()";

    private final DataSource warm;

    public JdbcStreamCheckpoints(DataSource warm) {
        this.warm = warm;
    }

    /** @throws IllegalStateException when the warm store does not answer */
    @Override
    public Map<String, String> load(String stream, String group) {
        try (Connection connection = warm.getConnection();
                PreparedStatement query = connection.prepareStatement(LOAD)) {
            query.setString(1, stream);
            query.setString(2, group);
            Map<String, String> checkpoints = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    checkpoints.put(rows.getString(1), rows.getString(2));
                }
            }
            return checkpoints;
        } catch (SQLException problem) {
            throw new IllegalStateException("Cannot read the checkpoints of stream " + stream, problem);
        }
    }

    /** @throws IllegalStateException when the warm store does not answer */
    @Override
    public void save(String stream, String group, String shard, String sequence) {
        try (Connection connection = warm.getConnection();
                PreparedStatement upsert = connection.prepareStatement(SAVE)) {
            upsert.setString(1, stream);
            upsert.setString(2, group);
            upsert.setString(3, shard);
            upsert.setString(4, sequence);
            upsert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException problem) {
            throw new IllegalStateException("Cannot keep the checkpoint of " + stream + "/" + shard, problem);
        }
    }
}
