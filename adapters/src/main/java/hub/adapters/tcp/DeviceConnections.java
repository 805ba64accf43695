package hub.adapters.tcp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Remembers over which connection each TCP device was last heard, so that it can be watched and answered. */
public final class DeviceConnections {

    private static final long WRITE_PATIENCE_SECONDS = 5;

    /** Where and when a device was last heard, and how its frames are delimited there. */
    private record Presence(Channel channel, FrameLayout layout, long lastSeen) {}

    private final ConcurrentMap<String, Presence> byDevice = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, OpenLine> lines = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AllowedNetworks allowed;
    private final Clock clock;
    private final Counter reconnects;
    private final Counter refusedConnections;
    private final Counter idleClosed;

    public DeviceConnections(TcpSettings settings, MeterRegistry metrics, Clock clock) {
        this.allowed = new AllowedNetworks(settings.allowedNetworks());
        this.clock = clock;
        metrics.gaugeMapSize("hub.tcp.connections", List.of(), lines);
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

    /** Whether the device can be written to from this hub instance. */
    public boolean isConnected(String deviceId) {
        return channel(deviceId).isPresent();
    }

    /**
     * Writes an order to a device over the connection on which it, or the hub in front of it, was last heard.
     *
     * @param hubId the hub in front of it, or empty
     * @throws IOException when there is no open connection or it does not take the bytes
     */
    public void send(String deviceId, String hubId, byte[] payload) throws IOException, InterruptedException {
        Presence presence = Stream.of(deviceId, hubId)
                .map(byDevice::get)
                .filter(each -> each != null && each.channel().isActive())
                .findFirst()
                .orElseThrow(() -> new IOException("device '" + deviceId + "' has no open connection here"));
        byte[] order = presence.layout().order(deviceId, payload);
        ChannelFuture written = presence.channel().writeAndFlush(Unpooled.wrappedBuffer(order));
        if (!written.await(WRITE_PATIENCE_SECONDS, TimeUnit.SECONDS) || !written.isSuccess()) {
            throw new IOException("device '" + deviceId + "' does not take bytes over its connection", written.cause());
        }
    }

    boolean admits(InetAddress source) {
        boolean admitted = allowed.allows(source);
        if (!admitted) {
            refusedConnections.increment();
        }
        return admitted;
    }

    /** Every connection that is open now. */
    public Stream<OpenConnection> open() {
        return lines.values().stream().map(OpenLine::seen);
    }

    /** Closes a connection; false when it is not open. */
    public boolean end(String id) {
        OpenLine line = lines.get(id);
        if (line != null) {
            line.channel().close();
        }
        return line != null;
    }

    OpenLine opened(Channel channel, String address) {
        OpenLine line = new OpenLine(HexFormat.of().toHexDigits(numbers.incrementAndGet()), channel, address, now());
        lines.put(line.id(), line);
        return line;
    }

    void closed(OpenLine line) {
        lines.remove(line.id());
    }

    void closedIdle() {
        idleClosed.increment();
    }

    long now() {
        return clock.millis();
    }

    void heard(String deviceId, Channel channel, FrameLayout layout, long now) {
        Presence before = byDevice.put(deviceId, new Presence(channel, layout, now));
        if (before != null && before.channel() != channel) {
            reconnects.increment();
        }
    }
}
