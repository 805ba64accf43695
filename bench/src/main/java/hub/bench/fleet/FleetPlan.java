package hub.bench.fleet;

import java.net.URI;
import java.nio.file.Path;

/**
 * What a fleet run shall do.
 *
 * @param target {@code tcp://host:port}, {@code mqtt://host:port}, {@code http://host:port} or {@code file:} with the inbox folder
 * @param productId the product all devices belong to
 * @param prefix start of each device id
 * @param devices how many devices
 * @param hotShare part of them that overheats, 0 to 1
 * @param connections how many connections share the devices
 * @param window unanswered readings per connection
 * @param batch readings per HTTP request or file
 * @param rate readings per second of the whole fleet, or 0 for as many as the receiver takes
 * @param count readings in all, or 0 for no limit
 * @param seconds how long to send
 * @param format {@code json}, {@code bin}, {@code csv} or {@code hex}; TCP always sends frames with tags
 * @param qos MQTT quality of service, 0 or 1
 * @param environment second level of the topic
 * @param secret what devices and hubs identify themselves with
 * @param acknowledge whether TCP answers are waited for
 * @param reconnect whether a broken connection is made anew
 * @param drainSeconds how long to wait for the last answers
 */
public record FleetPlan(
        URI target,
        String productId,
        String prefix,
        int devices,
        double hotShare,
        int connections,
        int window,
        int batch,
        double rate,
        long count,
        int seconds,
        String format,
        int qos,
        String environment,
        String secret,
        boolean acknowledge,
        boolean reconnect,
        int drainSeconds) {

    /** A plan for TCP with everything else as the command line's defaults. */
    public static FleetPlan tcp(String host, int port) {
        return new FleetPlan(
                URI.create("tcp://" + host + ":" + port),
                "prod-a",
                "sim-",
                1000,
                0.01,
                8,
                2000,
                50,
                0,
                0,
                10,
                "bin",
                1,
                "bench",
                "demo",
                true,
                false,
                60);
    }

    /** The same at another rate, with another limit and time. */
    public FleetPlan load(double newRate, long newCount, int newSeconds) {
        return new FleetPlan(
                target,
                productId,
                prefix,
                devices,
                hotShare,
                connections,
                window,
                batch,
                newRate,
                newCount,
                newSeconds,
                format,
                qos,
                environment,
                secret,
                acknowledge,
                reconnect,
                drainSeconds);
    }

    /** The same with another fleet. */
    public FleetPlan fleet(int newDevices, int newConnections) {
        return new FleetPlan(
                target,
                productId,
                prefix,
                newDevices,
                hotShare,
                newConnections,
                window,
                batch,
                rate,
                count,
                seconds,
                format,
                qos,
                environment,
                secret,
                acknowledge,
                reconnect,
                drainSeconds);
    }

    /** The same with or without waiting for answers and making broken connections anew. */
    public FleetPlan answers(boolean newAcknowledge, boolean newReconnect) {
        return new FleetPlan(
                target,
                productId,
                prefix,
                devices,
                hotShare,
                connections,
                window,
                batch,
                rate,
                count,
                seconds,
                format,
                qos,
                environment,
                secret,
                newAcknowledge,
                newReconnect,
                drainSeconds);
    }

    /** The same fleet through another door. */
    public FleetPlan through(URI newTarget, String newFormat, int newConnections) {
        return new FleetPlan(
                newTarget,
                productId,
                prefix,
                devices,
                hotShare,
                newConnections,
                window,
                batch,
                rate,
                count,
                seconds,
                newFormat,
                qos,
                environment,
                secret,
                acknowledge,
                reconnect,
                drainSeconds);
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

    /** Who a connection of MQTT or HTTP speaks as: the device itself where it has only one, else a hub of its own. */
    boolean speaksAsHub() {
        return devices > connections;
    }

    /** Id of the hub behind a connection, counted from 0. */
    public String hubId(int connection) {
        return prefix + "hub-" + (connection + 1);
    }
}
