package hub.adapters.tcp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers over which connection each TCP device was last heard, so that it can be watched and answered. */
public final class DeviceConnections {

    /** Where and when a device was last heard. */
    private record Presence(Channel channel, long lastSeen) {}

    private final ConcurrentMap<String, Presence> byDevice = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AllowedNetworks allowed;
    private final Clock clock;
    private final Counter reconnects;
    private final Counter refusedConnections;
    private final Counter idleClosed;

    public DeviceConnections(TcpSettings settings, MeterRegistry metrics, Clock clock) {
        this.allowed = new AllowedNetworks(settings.allowedNetworks());
        this.clock = clock;
        metrics.gauge("hub.tcp.connections", open);
        metrics.gaugeMapSize("hub.tcp.devices", List.of(), byDevice);
        reconnects = metrics.counter("hub.tcp.reconnects");
        refusedConnections = metrics.counter("hub.tcp.refused.connections");
        idleClosed = metrics.counter("hub.tcp.idle.closed");
    }

    /** When this device was last heard over TCP, if it was since the start. */
    public Optional<Instant> lastSeen(String deviceId) {
        return Optional.ofNullable(byDevice.get(deviceId)).map(presence -> Instant.ofEpochMilli(presence.lastSeen()));
    }

    /** The open connection of this device, for answers and commands. */
    public Optional<Channel> channel(String deviceId) {
        return Optional.ofNullable(byDevice.get(deviceId))
                .map(Presence::channel)
                .filter(Channel::isActive);
    }

    boolean admits(InetAddress source) {
        boolean admitted = allowed.allows(source);
        if (!admitted) {
            refusedConnections.increment();
        }
        return admitted;
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void closedIdle() {
        idleClosed.increment();
    }

    long now() {
        return clock.millis();
    }

    void heard(String deviceId, Channel channel, long now) {
        Presence before = byDevice.put(deviceId, new Presence(channel, now));
        if (before != null && before.channel() != channel) {
            reconnects.increment();
        }
    }
}
