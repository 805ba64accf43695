package hub.adapters.analytics;

import hub.adapters.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers what a customer's devices of one product measured while they were his. Whole hours come from their parts; an hour in which a
 * device changed hands, or a day began, is counted from the cold store's readings, so that each reading goes to whom it belongs.
 */
final class DayParts {

    private static final int FETCH = 5_000;

    private record Hours(long from, long until) {}

    private record Piece(String deviceId, long from, long until) {}

    private final Map<String, Gathering> metrics = new TreeMap<>();
    private final Map<String, Set<String>> devices = new HashMap<>();
    private final Map<Hours, List<String>> whole = new HashMap<>();
    private final Map<Long, List<Piece>> pieces = new TreeMap<>();

    /** Adds a device for a span of the day. */
    void add(String deviceId, long from, long until) {
        long firstWhole = PartKey.hourOf(from + PartKey.HOUR - 1);
        long lastWhole = PartKey.hourOf(until);
        if (firstWhole > lastWhole) {
            piece(deviceId, from, until);
            return;
        }
        if (firstWhole < lastWhole) {
            whole.computeIfAbsent(new Hours(firstWhole, lastWhole), any -> new ArrayList<>())
                    .add(deviceId);
        }
        piece(deviceId, from, firstWhole);
        piece(deviceId, lastWhole, until);
    }

    private void piece(String deviceId, long from, long until) {
        if (from < until) {
            pieces.computeIfAbsent(PartKey.hourOf(from), any -> new ArrayList<>())
                    .add(new Piece(deviceId, from, until));
        }
    }

    /** Reads the added devices' whole hours. */
    void readHours(Connection connection, String productId) throws SQLException {
        String sql = "select metric, device_id, " + PartRows.COLUMNS + " from analytics.partial_hour"
                + " where product_id = ? and hour >= ? and hour < ? and device_id = any(?)";
        for (Map.Entry<Hours, List<String>> each : whole.entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(FETCH);
                statement.setString(1, productId);
                statement.setTimestamp(2, new Timestamp(each.getKey().from()));
                statement.setTimestamp(3, new Timestamp(each.getKey().until()));
                statement.setArray(
                        4, connection.createArrayOf("text", each.getValue().toArray()));
                readParts(statement);
            }
        }
    }

    private void readParts(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                metrics.computeIfAbsent(rows.getString(1), any -> new Gathering())
                        .merge(PartRows.part(rows));
                devices.computeIfAbsent(rows.getString(1), any -> new HashSet<>())
                        .add(rows.getString(2));
            }
        }
    }

    /** Reads the added devices' pieces of hours, as far as anything was measured in these hours at all. */
    void readPieces(Connection connection, String productId, long snapshotId, ColdReadings cold) throws Exception {
        for (Map.Entry<Long, List<Piece>> hour : pieces.entrySet()) {
            Set<String> measured = new HashSet<>(Database.select(
                    connection,
                    "select distinct device_id from analytics.partial_hour where product_id = ? and hour = ?"
                            + " and device_id = any(?)",
                    row -> row.getString(1),
                    productId,
                    new Timestamp(hour.getKey()),
                    hour.getValue().stream().map(Piece::deviceId).toList()));
            Map<String, List<Piece>> wanted = new HashMap<>();
            hour.getValue().stream()
                    .filter(piece -> measured.contains(piece.deviceId()))
                    .forEach(piece -> wanted.computeIfAbsent(piece.deviceId(), any -> new ArrayList<>())
                            .add(piece));
            if (!wanted.isEmpty()) {
                read(productId, hour.getKey(), snapshotId, cold, wanted);
            }
        }
    }

    private void read(String productId, long hour, long snapshotId, ColdReadings cold, Map<String, List<Piece>> wanted)
            throws Exception {
        Instant from = Instant.ofEpochMilli(hour);
        Instant until = from.plusMillis(PartKey.HOUR);
        cold.read(productId, from, until, snapshotId, reading -> {
            long at = reading.deviceTimestamp();
            boolean owned = wanted.getOrDefault(reading.deviceId(), List.of()).stream()
                    .anyMatch(piece -> piece.from() <= at && at < piece.until());
            if (owned) {
                ReadingParts.gather(reading, metrics)
                        .forEach(metric -> devices.computeIfAbsent(metric, any -> new HashSet<>())
                                .add(reading.deviceId()));
            }
        });
    }

    /** What was gathered, by metric. */
    Map<String, Part> parts() {
        Map<String, Part> parts = new TreeMap<>();
        metrics.forEach((metric, gathering) -> parts.put(metric, gathering.part()));
        return parts;
    }

    int devices(String metric) {
        return devices.getOrDefault(metric, Set.of()).size();
    }
}
