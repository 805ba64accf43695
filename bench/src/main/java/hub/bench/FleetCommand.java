package hub.bench;

import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.DeviceRegistration;
import hub.bench.fleet.FleetPlan;
import hub.bench.fleet.FleetReport;
import hub.bench.fleet.FleetRun;
import hub.bench.fleet.Ledger;
import hub.bench.fleet.Tally;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hub send}: a simulated device fleet against any address, so that a hub can be tried without devices. */
@Command(
        name = "hub send",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        subcommands = {VerifyCommand.class, LivingCommand.class},
        description = "Simulates a fleet of devices that sends readings to a hub over TCP, MQTT, REST or files.",
        footer = {
            "",
            "The device's own timestamp (milliseconds, unique per device) is the sequence number: with --ledger every",
            "acknowledged one is written down, and 'hub send verify' later finds what the store lost or doubled.",
            "Exit code 0: all acknowledged; 1: some refused or in doubt; 2: wrong use."
        })
public final class FleetCommand implements Callable<Integer> {
    private static final int DRAIN_SECONDS = 60;

    @Option(
            names = "--to",
            defaultValue = "tcp://127.0.0.1:7070",
            description = "tcp://host:port, mqtt://host:port, http://host:port or file:<inbox folder>")
    private URI target;

    @Option(names = "--product", defaultValue = "prod-a", description = "product of all devices")
    private String product;

    @Option(names = "--prefix", defaultValue = "sim-", description = "start of the device ids (sim-000001 ...)")
    private String prefix;

    @Option(names = "--devices", defaultValue = "60", description = "how many devices; the demo knows 60")
    private int devices;

    @Option(names = "--hot", defaultValue = "0.05", description = "share of devices that overheat, 0 to 1")
    private double hot;

    @Option(names = "--living", description = "hot devices overheat for one minute in five instead of for ever")
    private boolean living;

    @Option(
            names = "--hubs",
            description = "MQTT, REST: each connection speaks as a hub (sim-hub-1 ...) for its devices")
    private boolean hubs;

    @Option(names = "--connections", defaultValue = "8", description = "connections that share the devices")
    private int connections;

    @Option(names = "--window", defaultValue = "2000", description = "unanswered readings per connection")
    private int window;

    @Option(names = "--batch", defaultValue = "50", description = "readings per HTTP request or file")
    private int batch;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "readings per second of the fleet, 0 = as many as taken")
    private double rate;

    @Option(names = "--count", defaultValue = "0", description = "stop after so many readings, 0 = no limit")
    private long count;

    @Option(names = "--seconds", defaultValue = "10", description = "stop after so many seconds, 0 = no limit")
    private int seconds;

    @Option(names = "--format", defaultValue = "json", description = "json, bin, csv or hex; TCP always sends tags")
    private String format;

    @Option(names = "--qos", defaultValue = "1", description = "MQTT quality of service, 0 or 1")
    private int qos;

    @Option(names = "--env", defaultValue = "dev", description = "environment, the second level of the topic")
    private String environment;

    @Option(names = "--secret", defaultValue = "demo", description = "secret of the devices (MQTT password, API key)")
    private String secret;

    @Option(names = "--no-ack", description = "TCP: do not wait for answers")
    private boolean noAck;

    @Option(names = "--reconnect", description = "make broken connections anew; unanswered readings stay in doubt")
    private boolean reconnect;

    @Option(names = "--ledger", description = "append every acknowledged reading to this file")
    private Optional<Path> ledger;

    @Option(names = "--register", description = "first register the devices at this hub, such as http://127.0.0.1:8080")
    private Optional<URI> register;

    @Option(names = "--user", defaultValue = "operator:demo", description = "operator's name:password for --register")
    private String user;

    /** Runs the command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(CommandLines.run(new FleetCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        FleetPlan plan = plan();
        DeviceFleet fleet = plan.newFleet();
        if (register.isPresent()) {
            int created = new DeviceRegistration(register.get(), user).register(plan, fleet);
            System.out.println("registered " + created + " new devices");
        }
        try (Ledger book = ledger.isPresent() ? Ledger.appendingTo(ledger.get()) : Ledger.inMemory()) {
            FleetReport report = new FleetRun(plan, fleet, book).send(FleetCommand::show);
            System.out.printf("%n%s", report.text());
            return report.refused() + report.inDoubt() == 0 ? 0 : 1;
        }
    }

    private FleetPlan plan() {
        return new FleetPlan(
                target,
                new FleetPlan.Devices(product, prefix, devices, hot, living),
                new FleetPlan.Wire(
                        connections,
                        hubs,
                        window,
                        batch,
                        format,
                        qos,
                        environment,
                        secret,
                        !noAck,
                        reconnect,
                        DRAIN_SECONDS),
                new FleetPlan.Load(rate, count, seconds));
    }

    private static void show(Tally tally) {
        if (System.console() == null) {
            return;
        }
        System.err.print("\rsent " + tally.sent() + "  acknowledged " + tally.acknowledged() + "  refused "
                + tally.refused() + "   ");
    }
}
