package hub;

import hub.adapters.ageing.HotTier;
import hub.adapters.ageing.ReadingKey;
import hub.adapters.hot.HotAlarms;
import hub.adapters.hot.HotKey;
import hub.adapters.hot.HotReadings;
import hub.message.Telemetry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The hot store as ageing sees it. */
final class AgeingHot implements HotTier {

    private final HotReadings readings;
    private final HotAlarms alarms;

    AgeingHot(HotReadings readings, HotAlarms alarms) {
        this.readings = readings;
        this.alarms = alarms;
    }

    @Override
    public String idAt(Instant time) {
        return HotReadings.idAt(time);
    }

    @Override
    public List<ReadingKey> keys(String from, boolean included, String until, int most) {
        return keys(readings.keys(from, included, until, most));
    }

    @Override
    public List<ReadingKey> keysOf(String deviceId, Instant from, Instant until, int most) {
        return keys(readings.keysOf(deviceId, from, until, most));
    }

    private static List<ReadingKey> keys(List<HotKey> keys) {
        return keys.stream()
                .map(key -> new ReadingKey(key.id(), key.deviceId(), key.productId(), key.time()))
                .toList();
    }

    @Override
    public List<Telemetry> readings(Collection<String> ids) {
        return readings.readings(ids);
    }

    @Override
    public int delete(Collection<String> ids) {
        return readings.delete(ids);
    }

    @Override
    public int forget(String deviceId, Instant until) {
        return alarms.deleteOf(deviceId, until);
    }

    @Override
    public int deleteAlarms(Instant before, Collection<String> held, int most) {
        return alarms.deleteOver(before, held, most);
    }
}
