package hub.bench.journey;

import java.nio.file.Path;

/** The programs that can be compared, by the names used on the command line. */
final class Contenders {
    private Contenders() {}

    static Contender named(String name, Path home) {
        Path nodeRed = home.resolve("bench/node-red");
        return switch (name) {
            case "bare" -> new BareContender(false);
            case "bare-ack" -> new BareContender(true);
            case "hub" -> new HubContender(home, "TCP", false, new Contender.Load(200_000, 500_000, 5_000));
            case "hub-own-store" -> new HubContender(home, "TCP", true, new Contender.Load(200_000, 500_000, 5_000));
            case "hub-mqtt" ->
                new HubContender(home, "MQTT QoS 1, JSON", false, new Contender.Load(50_000, 100_000, 2_000));
            case "hub-mqtt-bin" ->
                new HubContender(home, "MQTT QoS 1, bin", false, new Contender.Load(50_000, 100_000, 2_000));
            case "hub-rest" ->
                new HubContender(home, "REST, JSON batches of 50", false, new Contender.Load(100_000, 200_000, 5_000));
            case "hub-rest-csv" ->
                new HubContender(home, "REST, CSV batches of 50", false, new Contender.Load(100_000, 200_000, 5_000));
            case "node-red" ->
                new NodeRedContender(
                        nodeRed,
                        "stock.flow.json",
                        "Node-RED, stock nodes, insert each",
                        new Contender.Load(10_000, 40_000, 2_000));
            case "node-red-function" ->
                new NodeRedContender(
                        nodeRed,
                        "function.flow.json",
                        "Node-RED, one hand-written function, batches of 500",
                        new Contender.Load(100_000, 300_000, 5_000));
            default ->
                throw new IllegalArgumentException(
                        "compare bare, bare-ack, hub, hub-own-store, hub-mqtt, hub-mqtt-bin, hub-rest, hub-rest-csv, node-red or node-red-function, not "
                                + name);
        };
    }
}
