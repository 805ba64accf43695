package hub.adapters.recover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.Database;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps dead letters where people can list, mend and retry them; a retried one goes back to the stream as it came. */
public final class DeadLetterStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final DataSource database;

    /** @param database the warm store, with schema {@code hub} */
    public DeadLetterStore(DataSource database) {
        this.database = database;
    }

    /** One page of dead letters; {@code next} is empty on the last one. */
    public record Page(List<DeadLetter> items, String next) {}

    /** The rows that {@code record-dead-letter} inserts, one per letter. */
    public List<Map<String, Object>> rows(List<DeadLetter> letters) {
        List<Map<String, Object>> rows = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            Map<String, Object> row = new HashMap<>();
            row.put("id", letter.id());
            row.put("at", Timestamp.from(letter.at()));
            row.put("stage", letter.stage());
            row.put("reason", letter.reason());
            row.put("problems", write(letter.problems()));
            row.put("route", letter.route());
            row.put("device", letter.deviceId());
            row.put("product", letter.productId());
            row.put("spec", letter.specVersion());
            row.put("attempts", letter.attempts());
            row.put("headers", write(letter.headers()));
            row.put("trace", letter.headers().getOrDefault("traceId", ""));
            row.put("payload", letter.payload());
            rows.add(row);
        }
        return rows;
    }

    /**
     * Open letters, newest first.
     *
     * @param cursor the {@code next} of the page before, or empty
     * @param limit at most so many, 1 to 1000
     */
    public Page list(DeadLetterFilter filter, String cursor, int limit) throws SQLException {
        List<Object> values = filter.values();
        String sql = "select * from hub.dead_letter where " + filter.condition();
        String[] after = cursor.split("~", 2);
        if (after.length == 2) {
            sql += " and (at, id) < (?, ?)";
            values.add(Timestamp.from(Instant.parse(after[0])));
            values.add(after[1]);
        }
        List<DeadLetter> letters = select(sql + " order by at desc, id desc limit " + (limit + 1), values);
        if (letters.size() <= limit) {
            return new Page(letters, "");
        }
        DeadLetter last = letters.get(limit - 1);
        return new Page(letters.subList(0, limit), last.at() + "~" + last.id());
    }

    /** Open letters by stage, reason, route and product, the most frequent first; at most a hundred groups. */
    public List<DeadLetterGroup> groups(DeadLetterFilter filter) throws SQLException {
        String sql = "select g.*, n.id, n.device_id, n.problems ->> 0 as problem from (select stage, reason, route,"
                + " product_id, count(*) as letters, min(at) as first_at, max(at) as last_at from hub.dead_letter where "
                + filter.condition() + " group by stage, reason, route, product_id) g cross join lateral"
                + " (select id, device_id, problems from hub.dead_letter d where d.state = 'open'"
                + " and d.reason = g.reason and d.at = g.last_at and d.stage = g.stage and d.route = g.route"
                + " and d.product_id = g.product_id order by id desc limit 1) n"
                + " order by g.letters desc, g.last_at desc limit 100";
        return new Database(database)
                .select(sql, DeadLetterStore::group, filter.values().toArray());
    }

    private static DeadLetterGroup group(ResultSet row) throws SQLException {
        String problem = row.getString("problem");
        return new DeadLetterGroup(
                row.getString("stage"),
                row.getString("reason"),
                row.getString("route"),
                row.getString("product_id"),
                row.getLong("letters"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getString("id"),
                row.getString("device_id"),
                problem == null ? "" : problem);
    }

    /** How many open letters there are. */
    public long count(DeadLetterFilter filter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepare(
                        connection,
                        "select count(*) from hub.dead_letter where " + filter.condition(),
                        filter.values());
                ResultSet result = query.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The letter of that id, open or already retried. */
    public Optional<DeadLetter> find(String id) throws SQLException {
        return select("select * from hub.dead_letter where id = ?", List.of(id)).stream()
                .findFirst();
    }

    /**
     * Replaces what a person mended: the payload, and the device where it was missing.
     *
     * @return false when there is no open letter of that id
     */
    public boolean mend(String id, byte[] payload, String deviceId) throws SQLException {
        return update(
                        "update hub.dead_letter set payload = ?, device_id = case when ? = '' then device_id else ? end"
                                + " where id = ? and state = 'open'",
                        List.of(payload, deviceId, deviceId, id))
                > 0;
    }

    /** Marks a letter as retried, after its frame is durable in the stream. */
    public void retried(String id) throws SQLException {
        update("update hub.dead_letter set state = 'retried', retried_at = now() where id = ?", List.of(id));
    }

    /** The frame as it was received, ready for the stream; its key and arrival time are kept. */
    public RawFrame frame(DeadLetter letter) {
        Map<String, String> headers = letter.headers();
        return new RawFrame(
                StreamPosition.NONE,
                letter.deviceId(),
                headers.getOrDefault("hubId", ""),
                headers.getOrDefault("productId", ""),
                headers.getOrDefault("door", "retry"),
                headers.getOrDefault("address", ""),
                headers.getOrDefault("format", "hex"),
                headers.getOrDefault("role", "telemetry"),
                receivedAt(letter),
                headers.getOrDefault("traceId", TraceId.next()),
                letter.payload());
    }

    private static long receivedAt(DeadLetter letter) {
        String text = letter.headers().getOrDefault("receivedAt", "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : letter.at().toEpochMilli();
    }

    private List<DeadLetter> select(String sql, List<Object> values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = prepare(connection, sql, values);
                ResultSet result = query.executeQuery()) {
            List<DeadLetter> letters = new ArrayList<>();
            while (result.next()) {
                letters.add(read(result));
            }
            return letters;
        }
    }

    private int update(String sql, List<Object> values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = prepare(connection, sql, values)) {
            return update.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.size(); index++) {
            statement.setObject(index + 1, values.get(index));
        }
        return statement;
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("stage"),
                row.getString("reason"),
                parse(row.getString("problems"), TEXTS),
                row.getString("route"),
                row.getString("device_id"),
                row.getString("product_id"),
                row.getString("spec_version"),
                row.getInt("attempts"),
                parse(row.getString("headers"), HEADERS),
                row.getBytes("payload"));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts can always be written as JSON", impossible);
        }
    }

    private static <T> T parse(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException problem) {
            throw new IllegalStateException("hub.dead_letter holds JSON that this hub did not write: " + json, problem);
        }
    }
}
