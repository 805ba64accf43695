package hub.adapters.presence;

import hub.adapters.Database;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.PresencePolicy;
import hub.product.ProductCatalog;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.sql.DataSource;

/** Knows who is there: takes what brokers and readings tell, and says when a device has come, gone or fallen silent. */
public final class DevicePresence {

    private static final Duration KEPT_EVERY = Duration.ofSeconds(30);

    private final PresenceStore store;
    private final DeviceDirectory devices;
    private final ProductCatalog products;
    private final String node;
    private final Clock clock;
    private final ConcurrentMap<String, Long> heard = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> kept = new ConcurrentHashMap<>();

    /** @param node this hub instance */
    public DevicePresence(
            DataSource database, DeviceDirectory devices, ProductCatalog products, String node, Clock clock) {
        this.store = new PresenceStore(new Database(database));
        this.devices = devices;
        this.products = products;
        this.node = node;
        this.clock = clock;
    }

    /** A client's coming or going as a frame for the stream. */
    public RawFrame frame(
            String deviceId,
            String clientId,
            boolean connected,
            long version,
            Instant at,
            String address,
            String reason,
            boolean byClient) {
        String type = connected ? "connected" : "disconnected";
        return new PresenceEvent(deviceId, clientId, type, version, at, node, address, reason, byClient).frame();
    }

    /** Takes frames of role presence from the stream; one that is older than what is known changes nothing. */
    public void apply(List<RawFrame> frames) throws SQLException {
        for (RawFrame frame : frames) {
            PresenceEvent event = PresenceEvent.read(frame);
            store.apply(event, policy(event.deviceId()).sleepy());
        }
    }

    /** Notes that these devices were heard; costs one entry in memory each. */
    public void seen(List<Telemetry> readings) {
        for (Telemetry reading : readings) {
            heard.merge(reading.deviceId(), reading.ingestTimestamp(), Math::max);
        }
    }

    /**
     * Keeps what was heard and looks for what has changed by the passing of time.
     *
     * @return frames for the stream: devices that were silent and are heard again, that have fallen silent, or whose hub
     *     instance is gone
     */
    public List<RawFrame> tick() throws SQLException {
        Instant now = clock.instant();
        store.alive(node, now);
        List<PresenceEvent> events = new ArrayList<>(keepHeard(now));
        events.addAll(store.silent(now, node));
        events.addAll(store.lost(now, node));
        return events.stream().map(PresenceEvent::frame).toList();
    }

    private List<PresenceEvent> keepHeard(Instant now) throws SQLException {
        long old = now.minus(KEPT_EVERY).toEpochMilli();
        List<PresenceStore.Heard> changed = new ArrayList<>();
        heard.forEach((deviceId, at) -> {
            long before = kept.getOrDefault(deviceId, 0L);
            if (at > before && before <= old) {
                Duration patience = policy(deviceId).offlineAfter();
                changed.add(new PresenceStore.Heard(deviceId, at, patience.isZero() ? null : at + patience.toMillis()));
            }
        });
        List<PresenceEvent> back = store.keep(changed, node);
        changed.forEach(each -> kept.put(each.deviceId(), each.at()));
        return back;
    }

    private PresencePolicy policy(String deviceId) {
        return devices.find(deviceId)
                .flatMap(device -> products.find(device.productId()))
                .map(product -> product.spec().presence())
                .orElse(PresencePolicy.NONE);
    }

    /**
     * Devices that have a session at the broker now, whichever hub serves them, in the order of their ids.
     *
     * @param after only ids behind this one, or empty
     * @param deviceId only this one, or empty
     */
    public List<ConnectedDevice> connected(String after, String deviceId, int limit) throws SQLException {
        return store.connected(after, deviceId, limit).stream()
                .map(each -> each.heard(Instant.ofEpochMilli(heard.getOrDefault(each.deviceId(), 0L))))
                .toList();
    }

    /** The device's shape of the API with its {@code presence}, when anything is known about it. */
    public Map<String, Object> addTo(Map<String, Object> device) throws SQLException {
        String deviceId = String.valueOf(device.get("device_id"));
        Map<String, Object> known = store.describe(deviceId);
        Long latest = heard.get(deviceId);
        if (known.isEmpty() && latest == null) {
            return device;
        }
        Map<String, Object> presence = new LinkedHashMap<>(known);
        presence.putIfAbsent("connected", false);
        presence.putIfAbsent("online", true);
        if (latest != null) {
            String kept = String.valueOf(presence.getOrDefault("lastSeenAt", ""));
            Instant at = Instant.ofEpochMilli(latest);
            presence.put("lastSeenAt", kept.isEmpty() || at.isAfter(Instant.parse(kept)) ? at.toString() : kept);
        }
        Map<String, Object> whole = new LinkedHashMap<>(device);
        whole.put("presence", presence);
        return whole;
    }
}
