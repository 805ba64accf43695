package hub.bench.journey;

import hub.bench.fleet.Audit;
import hub.bench.fleet.BackgroundFleet;
import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.DeviceRegistration;
import hub.bench.fleet.FleetPlan;
import hub.bench.fleet.Ledger;
import hub.bench.fleet.StoreAudit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a hub with everything embedded run for minutes at a steady rate and watches its memory. */
public final class Soak {
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);
    private static final String PREFIX = "bench-";
    private static final int DEVICES = 1000;

    private final Path home;
    private final Path folder;

    /**
     * @param home the project's folder
     * @param folder for state and logs
     */
    public Soak(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /**
     * Runs and prints a line each minute.
     *
     * @param rate readings per second
     * @param minutes how long
     * @return whether nothing was lost and the live heap grew by less than a tenth and 32 MB after the second minute
     */
    public boolean run(double rate, int minutes) throws Exception {
        HubAddresses addresses = HubAddresses.free();
        FleetPlan plan =
                FleetPlan.tcp("127.0.0.1", addresses.tcp()).fleet(DEVICES, 8).load(rate, 0, minutes * 60 + 60);
        DeviceFleet devices = plan.newFleet();
        try (ChildProgram hub = HubProgram.start(
                        home, folder.resolve("data"), addresses, List.of(), folder.resolve("hub.log"));
                Ledger ledger = Ledger.inMemory()) {
            new DeviceRegistration(addresses.httpUri(), HubProgram.OPERATOR).register(plan, devices);
            BackgroundFleet fleet = BackgroundFleet.start(plan, devices, ledger);
            boolean flat = watch(hub, fleet, minutes);
            System.out.print(fleet.stop().text());
            return audit(addresses, ledger) && flat;
        }
    }

    private static boolean watch(ChildProgram hub, BackgroundFleet fleet, int minutes) throws Exception {
        ProcessTree tree = new ProcessTree(hub.pid());
        long early = 0;
        long live = 0;
        for (int minute = 1; minute <= minutes; minute++) {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
            live = liveHeapMegabytes(hub.pid());
            early = minute <= 2 ? live : early;
            System.out.printf(
                    "minute %d: acknowledged %,d  live heap %d MB  resident %d MB%n",
                    minute, fleet.acknowledged(), live, tree.memoryMegabytes());
        }
        return live <= early * 1.1 + 32;
    }

    private static boolean audit(HubAddresses addresses, Ledger ledger) throws InterruptedException {
        try (StoreAudit audit = new StoreAudit(addresses.hotUri(), "hub", "telemetry")) {
            Audit found = audit.settled(ledger, PREFIX, Duration.ofSeconds(60));
            System.out.println(found.text());
            return found.clean();
        }
    }

    /** Bytes of reachable objects after a collection that this question causes, in megabytes. */
    private static long liveHeapMegabytes(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("jcmd shows no heap of process " + pid + ": " + text);
        }
        return Long.parseLong(total.group(1)) >> 20;
    }
}
