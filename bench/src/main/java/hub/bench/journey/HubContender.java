package hub.bench.journey;

import hub.bench.fleet.DeviceRegistration;
import hub.bench.fleet.FleetPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The hub itself, everything embedded, reached through one of its doors; with the common store or its own. */
record HubContender(Path home, String door, boolean ownStore, Load load) implements Contender {
    @Override
    public String name() {
        return "IoTLink Hub, " + door + (ownStore ? ", own embedded store" : "");
    }

    @Override
    public Running start(String storeUri, Path folder, Comparison.Size size) throws IOException, InterruptedException {
        HubAddresses addresses = HubAddresses.free();
        List<String> settings = ownStore ? List.of() : List.of("--hub.hot.uri=" + storeUri);
        ChildProgram program =
                HubProgram.start(home, folder.resolve("data"), addresses, settings, folder.resolve("hub.log"));
        FleetPlan plan = through(addresses).fleet(size.devices(), size.connections());
        new DeviceRegistration(addresses.httpUri(), HubProgram.OPERATOR).register(plan, plan.newFleet());
        Optional<ObservedStore> own = ownStore ? Optional.of(new CountedStore(addresses.hotUri())) : Optional.empty();
        return new Running(program, plan, own);
    }

    private FleetPlan through(HubAddresses addresses) {
        FleetPlan tcp = FleetPlan.tcp("127.0.0.1", addresses.tcp());
        URI http = addresses.httpUri();
        return switch (door) {
            case "TCP" -> tcp;
            case "MQTT QoS 1, JSON" ->
                tcp.through(addresses.mqttUri(), "json", tcp.wire().connections());
            case "MQTT QoS 1, bin" ->
                tcp.through(addresses.mqttUri(), "bin", tcp.wire().connections());
            case "REST, JSON batches of 50" ->
                tcp.through(http, "json", tcp.wire().connections());
            case "REST, CSV batches of 50" ->
                tcp.through(http, "csv", tcp.wire().connections());
            default -> throw new IllegalArgumentException("no such door: " + door);
        };
    }
}
