package hub;

import hub.adapters.hot.HotQuery;
import hub.adapters.hot.HotReadings;
import hub.adapters.hot.HotStore;
import hub.desk.StoredTelemetry;
import hub.master.Device;
import hub.master.DeviceRegister;
import hub.message.Telemetry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bson.Document;

/** Reads stored telemetry slice by slice from the oldest on, hot and cold as one, each slice small enough for one question. */
final class StoredReadings implements StoredTelemetry {
    private static final int MOST = 1_000;
    private static final int FEW = 300;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final HotStore hot;
    private final TelemetryHistory history;
    private final DeviceRegister register;

    StoredReadings(HotStore hot, TelemetryHistory history, DeviceRegister register) {
        this.hot = hot;
        this.history = history;
        this.register = register;
    }

    @Override
    public List<String> devices(String product) {
        return register.after("")
                .filter(device -> product.isEmpty() || product.equals(device.productId()))
                .map(Device::deviceId)
                .toList();
    }

    @Override
    public boolean read(String deviceId, Instant from, Instant until, Page page) throws IOException, SQLException {
        Duration slice = Duration.between(from, until);
        Instant begin = from;
        while (begin.isBefore(until)) {
            Instant end = begin.plus(slice).isBefore(until) ? begin.plus(slice) : until;
            List<Telemetry> found = find(deviceId, begin, end);
            if (found.size() > MOST && slice.compareTo(SHORTEST) > 0) {
                slice = longer(SHORTEST, slice.dividedBy(2));
                continue;
            }
            if (!found.isEmpty() && !page.take(found)) {
                return false;
            }
            begin = end;
            slice = found.size() < FEW ? slice.multipliedBy(2) : slice;
        }
        return true;
    }

    private static Duration longer(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }

    private List<Telemetry> find(String deviceId, Instant from, Instant until) throws IOException {
        HotQuery question = hot.telemetryQuery(deviceId, from.toString(), until.toString(), MOST, null);
        List<Document> found = new ArrayList<>(history.complete(hot.readings().find(question), question));
        Collections.reverse(found);
        return found.stream().map(HotReadings::reading).toList();
    }
}
