package hub.adapters.analytics;

import hub.adapters.Database;
import hub.message.Telemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Takes what a device measured before a time out of all figures, as its owner may ask; windows and days are computed again without it. */
public final class DeviceRemoval {

    private final Database warm;
    private final ColdReadings cold;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code analytics} */
    public DeviceRemoval(DataSource warm, ColdReadings cold, Clock clock) {
        this.warm = new Database(warm);
        this.cold = cold;
        this.clock = clock;
    }

    /**
     * Removes the parts of a device. Of the hour that {@code before} lies in, what was measured from then on is counted once more from
     * the cold store. May be repeated, and has to be after the cold store has lost the readings.
     *
     * @return how many parts went, and how many hours of products are to be computed again
     */
    public Map<String, Integer> forget(String deviceId, Instant before) throws SQLException {
        return warm.inTransaction(connection -> {
            long snapshot = CountedSnapshot.hold(connection, clock.instant());
            List<PartKey> gone = delete(connection, deviceId, before);
            gone.stream()
                    .filter(part -> part.hour() + PartKey.HOUR > before.toEpochMilli())
                    .map(PartKey::productId)
                    .distinct()
                    .forEach(product -> countRest(connection, product, deviceId, before, snapshot));
            ChangeMarks.set(connection, gone);
            Map<String, Integer> counts = new TreeMap<>();
            counts.put("analytics.partial_hour", gone.size());
            counts.put("analytics.product_hour.recomputed", hours(gone));
            return counts;
        });
    }

    private static List<PartKey> delete(Connection connection, String deviceId, Instant before) throws SQLException {
        return Database.select(
                        connection,
                        "delete from analytics.partial_hour where device_id = ? and hour < ? and first_at < ?"
                                + " returning product_id, (extract(epoch from hour) * 1000)::bigint, device_id, metric",
                        row -> new PartKey(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                        deviceId,
                        before,
                        before)
                .stream()
                .sorted(PartKey.IN_STORE)
                .toList();
    }

    private void countRest(Connection connection, String productId, String deviceId, Instant before, long snapshot) {
        Instant end = Instant.ofEpochMilli(PartKey.hourOf(before.toEpochMilli()) + PartKey.HOUR);
        List<Telemetry> rest = new ArrayList<>();
        try {
            cold.read(productId, before, end, snapshot, reading -> {
                if (reading.deviceId().equals(deviceId)) {
                    rest.add(reading);
                }
            });
            PartRows.write(connection, List.copyOf(ReadingParts.of(rest).entrySet()));
        } catch (Exception problem) {
            throw new IllegalStateException(
                    "the rest of the hour " + before + " of '" + deviceId + "' cannot be counted: "
                            + problem.getMessage(),
                    problem);
        }
    }

    private static int hours(List<PartKey> parts) {
        return parts.stream()
                .map(part -> new PartKey(part.productId(), part.hour(), "", ""))
                .collect(Collectors.toSet())
                .size();
    }
}
