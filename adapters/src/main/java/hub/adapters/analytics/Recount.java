package hub.adapters.analytics;

import hub.adapters.Database;
import hub.message.Telemetry;
import java.sql.Connection;
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

/** Counts a span of a product once more from the cold store and compares; exact sums make equal mean equal. */
final class Recount {

    private static final long MOST_PARTS = 200_000;
    private static final int HOURS_OF_DAY = 24;

    private final ColdReadings cold;
    private final Instant now;

    Recount(ColdReadings cold, Instant now) {
        this.cold = cold;
        this.now = now;
    }

    /**
     * What was found.
     *
     * @param until how far it was compared
     * @param parts how many parts there are
     * @param differing the keys of parts that differed
     */
    record Outcome(long until, int parts, List<PartKey> differing) {}

    /** Compares a stretch from there on, as much as memory bears, and mends it unless it is only to be checked. */
    Outcome stretch(Connection connection, String productId, long from, long until, boolean onlyCheck)
            throws Exception {
        long snapshot = CountedSnapshot.hold(connection, now);
        long end = Math.min(until, from + hours(connection, productId, from) * PartKey.HOUR);
        Map<PartKey, Part> stored = PartRows.of(connection, productId, from, end);
        Map<PartKey, Part> counted = count(productId, from, end, snapshot);
        Set<PartKey> differing = new HashSet<>(stored.keySet());
        differing.addAll(counted.keySet());
        differing.removeIf(key -> stored.containsKey(key) && stored.get(key).equals(counted.get(key)));
        if (!onlyCheck) {
            mend(connection, differing, counted);
        }
        return new Outcome(end, counted.size(), List.copyOf(differing));
    }

    private static long hours(Connection connection, String productId, long from) throws SQLException {
        long parts = Database.select(
                        connection,
                        "select count(*) from analytics.partial_hour where product_id = ? and hour >= ? and hour < ?",
                        row -> row.getLong(1),
                        productId,
                        new Timestamp(from),
                        new Timestamp(from + PartKey.DAY))
                .get(0);
        return Math.max(1, Math.min(HOURS_OF_DAY, MOST_PARTS * HOURS_OF_DAY / Math.max(1, parts)));
    }

    private record Place(String deviceId, long hour) {}

    private Map<PartKey, Part> count(String productId, long from, long until, long snapshot) throws Exception {
        Map<Place, Map<String, Gathering>> places = new HashMap<>();
        cold.read(
                productId,
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(until),
                snapshot,
                reading ->
                        ReadingParts.gather(reading, places.computeIfAbsent(place(reading), any -> new TreeMap<>())));
        Map<PartKey, Part> parts = new HashMap<>();
        places.forEach((place, metrics) -> metrics.forEach((metric, gathering) ->
                parts.put(new PartKey(productId, place.hour(), place.deviceId(), metric), gathering.part())));
        return parts;
    }

    private static Place place(Telemetry reading) {
        return new Place(reading.deviceId(), PartKey.hourOf(reading.deviceTimestamp()));
    }

    private static void mend(Connection connection, Set<PartKey> differing, Map<PartKey, Part> counted)
            throws SQLException {
        List<PartKey> sorted = differing.stream().sorted(PartKey.IN_STORE).toList();
        List<Object[]> gone = new ArrayList<>();
        List<Map.Entry<PartKey, Part>> right = new ArrayList<>();
        for (PartKey key : sorted) {
            gone.add(new Object[] {key.productId(), new Timestamp(key.hour()), key.deviceId(), key.metric()});
            if (counted.containsKey(key)) {
                right.add(Map.entry(key, counted.get(key)));
            }
        }
        Database.updateAll(
                connection,
                "delete from analytics.partial_hour where product_id = ? and hour = ? and device_id = ? and metric = ?",
                gone);
        PartRows.write(connection, right);
        ChangeMarks.set(connection, sorted);
    }
}
