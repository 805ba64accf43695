package hub.bench;

import hub.bench.api.ApiFigures;
import hub.bench.api.ApiLoad;
import hub.bench.api.ApiQuestion;
import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.DeviceRegistration;
import hub.bench.fleet.FleetPlan;
import hub.bench.fleet.FleetReport;
import hub.bench.fleet.FleetRun;
import hub.bench.fleet.Ledger;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run.sh api}: mixed reads of the API beside devices that send, in the same run. */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures answers of a running demo hub (./hub demo) while a fleet sends to it.",
        footer = {"", "Exit code 0: p95 below --most and nothing refused; 1: not so."})
final class ApiCommand implements Callable<Integer> {
    private static final int ASKERS = 4;

    @Option(names = "--http", defaultValue = "http://127.0.0.1:8080", description = "the hub's HTTP door")
    private URI http;

    @Option(names = "--to", defaultValue = "tcp://127.0.0.1:7070", description = "where devices send")
    private URI door;

    @Option(names = "--reads", defaultValue = "200", description = "questions per second")
    private double reads;

    @Option(names = "--ingest", defaultValue = "2000", description = "readings per second, 0 = none")
    private double ingest;

    @Option(names = "--seconds", defaultValue = "60", description = "how long")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "120", description = "seconds before that are not counted")
    private int warmUp;

    @Option(names = "--devices", defaultValue = "1000", description = "devices that send")
    private int devices;

    @Option(names = "--password", defaultValue = "demo", description = "of the demo's users")
    private String password;

    @Option(names = "--most", defaultValue = "100", description = "milliseconds for 95 of 100 answers")
    private double most;

    @Override
    public Integer call() throws Exception {
        FleetPlan plan =
                FleetPlan.tcp(door.getHost(), door.getPort()).fleet(devices, 8).load(ingest, 0, warmUp + seconds);
        DeviceFleet fleet = plan.newFleet();
        new DeviceRegistration(http, "operator:" + password).register(plan, fleet);
        try (Ledger ledger = Ledger.inMemory()) {
            FleetRun run = new FleetRun(plan, fleet, ledger);
            CompletableFuture<FleetReport> sending = ingest > 0 ? send(run) : CompletableFuture.completedFuture(null);
            ApiLoad load = new ApiLoad(http, password, ApiQuestion.MIXED, ids(fleet));
            load.warmUp(ASKERS, warmUp);
            ApiFigures figures = load.run(reads, seconds);
            run.stop();
            tell(figures, sending.get());
            return figures.refusals() == 0 && figures.percentile(95) < most ? 0 : 1;
        }
    }

    private List<String> ids(DeviceFleet fleet) {
        return IntStream.range(0, devices).mapToObj(fleet::id).toList();
    }

    private static CompletableFuture<FleetReport> send(FleetRun run) {
        CompletableFuture<FleetReport> report = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        report.complete(run.send(tally -> {}));
                    } catch (Exception problem) {
                        report.completeExceptionally(problem);
                    }
                },
                "fleet");
        thread.setDaemon(true);
        thread.start();
        return report;
    }

    private void tell(ApiFigures figures, FleetReport report) {
        System.out.print(figures.text());
        System.out.printf(
                Locale.ROOT,
                "reads: %,.1f/s, p95 %.1f ms, %d refused%n",
                figures.answers() / (double) seconds,
                figures.percentile(95),
                figures.refusals());
        System.out.print(report == null ? "nothing sent\n" : "ingest: " + report.text());
    }
}
