package hub.bench.fleet;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a fleet run shall do.
 *
 * @param target {@code tcp://host:port}, {@code mqtt://host:port}, {@code http://host:port} or {@code file:} with the inbox folder
 * @param devices who sends
 * @param wire how they send
 * @param load how much they send; the first limit reached ends the run
 */
public record FleetPlan(URI target, Devices devices, Wire wire, Load load) {

    /**
     * Who sends.
     *
     * @param productId the product all devices belong to
     * @param prefix start of each device id
     * @param count how many devices
     * @param hotShare part of them that overheats, 0 to 1
     * @param living whether those recover again and again
     */
    public record Devices(String productId, String prefix, int count, double hotShare, boolean living) {}

    /**
     * How they send.
     *
     * @param connections how many connections share the devices
     * @param hubs whether each connection of MQTT or HTTP speaks as a hub for its devices, else each device for itself
     * @param window unanswered readings per connection
     * @param batch readings per HTTP request or file
     * @param format {@code json}, {@code bin}, {@code csv} or {@code hex}; TCP always sends frames with tags
     * @param qos MQTT quality of service, 0 or 1
     * @param environment second level of the topic
     * @param secret what devices and hubs identify themselves with
     * @param acknowledge whether TCP answers are waited for
     * @param reconnect whether a broken connection is made anew
     * @param drainSeconds how long to wait for the last answers
     */
    public record Wire(
            int connections,
            boolean hubs,
            int window,
            int batch,
            String format,
            int qos,
            String environment,
            String secret,
            boolean acknowledge,
            boolean reconnect,
            int drainSeconds) {}

    /**
     * How much they send.
     *
     * @param rate readings per second of the whole fleet, or 0 for as many as the receiver takes
     * @param count readings in all, or 0 for no limit
     * @param seconds how long, or 0 for no limit
     */
    public record Load(double rate, long count, int seconds) {}

    /** A thousand devices of {@code prod-a} over eight TCP connections for ten seconds, as fast as answered. */
    public static FleetPlan tcp(String host, int port) {
        return new FleetPlan(
                URI.create("tcp://" + host + ":" + port),
                new Devices("prod-a", "bench-", 1000, 0.02, false),
                new Wire(8, true, 2000, 50, "bin", 1, "dev", "demo", true, false, 60),
                new Load(0, 0, 10));
    }

    /** The same with another load. */
    public FleetPlan load(double rate, long count, int seconds) {
        return new FleetPlan(target, devices, wire, new Load(rate, count, seconds));
    }

    /** The same with or without waiting for answers and making broken connections anew. */
    public FleetPlan answers(boolean acknowledge, boolean reconnect) {
        return wire(new Wire(
                wire.connections,
                wire.hubs,
                wire.window,
                wire.batch,
                wire.format,
                wire.qos,
                wire.environment,
                wire.secret,
                acknowledge,
                reconnect,
                wire.drainSeconds));
    }

    /** The same with so many devices over so many connections. */
    public FleetPlan fleet(int count, int connections) {
        Devices others = new Devices(devices.productId, devices.prefix, count, devices.hotShare, devices.living);
        return new FleetPlan(target, others, wire(wire.format, connections), load);
    }

    /** The same with each device speaking for itself at doors where it could also be a hub. */
    public FleetPlan standAlone() {
        Wire alone = new Wire(
                wire.connections,
                false,
                wire.window,
                wire.batch,
                wire.format,
                wire.qos,
                wire.environment,
                wire.secret,
                wire.acknowledge,
                wire.reconnect,
                wire.drainSeconds);
        return wire(alone);
    }

    /** The same devices and load through another door. */
    public FleetPlan through(URI door, String format, int connections) {
        return new FleetPlan(door, devices, wire(format, connections), load);
    }

    /** The ids and readings of these devices, from the beginning. */
    public DeviceFleet newFleet() {
        return new DeviceFleet(devices.prefix, devices.count, devices.hotShare, devices.living);
    }

    /** Id of the hub behind a connection, counted from 0. */
    public String hubId(int connection) {
        return devices.prefix + "hub-" + (connection + 1);
    }

    String host() {
        return target.getHost();
    }

    int port() {
        return target.getPort();
    }

    Path inbox() {
        return Path.of(target.getSchemeSpecificPart());
    }

    /** Connections that are really made: an MQTT device that speaks for itself needs one of its own. */
    int lanes() {
        boolean each = "mqtt".equals(target.getScheme()) && !wire.hubs;
        return each ? devices.count : Math.min(wire.connections, devices.count);
    }

    private FleetPlan wire(Wire other) {
        return new FleetPlan(target, devices, other, load);
    }

    private Wire wire(String format, int connections) {
        return new Wire(
                connections,
                wire.hubs,
                wire.window,
                wire.batch,
                format,
                wire.qos,
                wire.environment,
                wire.secret,
                wire.acknowledge,
                wire.reconnect,
                wire.drainSeconds);
    }
}
