package hub.adapters.analytics;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A cold store in memory: a list of readings by snapshot. */
final class TestingCold implements ColdReadings {

    private final List<List<Telemetry>> snapshots = new ArrayList<>();

    /** Commits readings as the next snapshot. */
    void commit(List<Telemetry> readings) {
        snapshots.add(List.copyOf(readings));
    }

    /** Counts all snapshots that are not counted yet. */
    void countInto(Aggregates aggregates) throws Exception {
        for (long after = aggregates.position(); after < snapshots.size(); after++) {
            aggregates.apply(added(after));
        }
    }

    /** What the snapshot after that one added. */
    AddedReadings added(long after) {
        List<Telemetry> readings = snapshots.get((int) after);
        return new AddedReadings(after, after + 1, (size, each) -> {
            for (int from = 0; from < readings.size(); from += size) {
                each.accept(readings.subList(from, Math.min(readings.size(), from + size)));
            }
        });
    }

    @Override
    public void read(String productId, Instant from, Instant until, long snapshotId, Consumer<Telemetry> each) {
        snapshots.stream()
                .limit(snapshotId)
                .flatMap(List::stream)
                .filter(reading -> reading.productId().equals(productId))
                .filter(reading -> reading.deviceTimestamp() >= from.toEpochMilli()
                        && reading.deviceTimestamp() < until.toEpochMilli())
                .forEach(each);
    }

    static Telemetry reading(String deviceId, String time, Object... metrics) {
        return reading(deviceId, Instant.parse(time).toEpochMilli(), metrics);
    }

    static Telemetry reading(String deviceId, long time, Object... metrics) {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (int index = 0; index < metrics.length; index += 2) {
            values.put((String) metrics[index], metrics[index + 1]);
        }
        return new Telemetry(
                new StreamPosition(0, "1"), 0, "", deviceId, time, "device", "", 0, "prod-a", "1", "", values, time);
    }
}
