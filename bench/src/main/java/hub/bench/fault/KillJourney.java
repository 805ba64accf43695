package hub.bench.fault;

import hub.bench.fleet.Audit;
import hub.bench.fleet.BackgroundFleet;
import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.DeviceRegistration;
import hub.bench.fleet.FleetPlan;
import hub.bench.fleet.Ledger;
import hub.bench.fleet.StoreAudit;
import hub.bench.journey.ChildProgram;
import hub.bench.journey.HubAddresses;
import hub.bench.journey.HubProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kills a hub in mid-stream, starts it again on the same state and looks for broken promises. */
public final class KillJourney {
    private static final String PREFIX = "bench-";
    private static final String RULE = "temp-threshold-prod-a";
    private static final int DEVICES = 200;
    private static final int FOREVER_SECONDS = 3600;

    /**
     * What to do.
     *
     * @param rate readings per second
     * @param seconds of flow before each kill and after the last start
     * @param kills how often
     */
    public record Course(double rate, int seconds, int kills) {}

    private final Path home;
    private final Path folder;
    private final HubAddresses addresses;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param home the project's folder
     * @param folder for state, logs and the ledger
     */
    public KillJourney(Path home, Path folder) throws java.io.IOException {
        this.home = home;
        this.folder = folder;
        this.addresses = HubAddresses.free();
    }

    /** Runs the course; the problems found, none when every promise was kept. */
    public List<String> run(Course course) throws Exception {
        FleetPlan plan = FleetPlan.tcp("127.0.0.1", addresses.tcp())
                .fleet(DEVICES, 8)
                .answers(true, true)
                .load(course.rate(), 0, FOREVER_SECONDS);
        DeviceFleet devices = plan.newFleet();
        ChildProgram hub = startHub();
        try (Ledger ledger = Ledger.appendingTo(folder.resolve("ledger.txt"))) {
            new DeviceRegistration(addresses.httpUri(), HubProgram.OPERATOR).register(plan, devices);
            BackgroundFleet fleet = BackgroundFleet.start(plan, devices, ledger);
            for (int kill = 0; kill < course.kills(); kill++) {
                fleet.awaitAcknowledged(fleet.acknowledged() + (long) (course.rate() * course.seconds()));
                AlarmBook before = AlarmBook.read(addresses.hotUri(), PREFIX);
                hub = killAndRestart(hub);
                compareAlarms(before, "kill " + (kill + 1));
            }
            fleet.awaitAcknowledged(fleet.acknowledged() + (long) (course.rate() * course.seconds()));
            System.out.print(fleet.stop().text());
            audit(ledger);
        } finally {
            hub.close();
        }
        return problems;
    }

    private ChildProgram startHub() throws Exception {
        return HubProgram.start(home, folder.resolve("data"), addresses, List.of(), folder.resolve("hub.log"));
    }

    private ChildProgram killAndRestart(ChildProgram hub) throws Exception {
        long start = System.nanoTime();
        hub.killAlone();
        ChildProgram next = startHub();
        System.out.printf("killed; up again after %.1f s%n", (System.nanoTime() - start) / 1e9);
        return next;
    }

    private void compareAlarms(AlarmBook before, String when) {
        AlarmBook after = AlarmBook.read(addresses.hotUri(), PREFIX);
        System.out.println(when + ": open alarms before " + before.open() + ", after " + after.open());
        if (before.open() == 0) {
            problems.add(when + ": no alarm was open, so nothing was shown about alarms");
        }
        after.contradictions(before).forEach(problem -> problems.add(when + ": " + problem));
    }

    private void audit(Ledger ledger) throws InterruptedException {
        try (StoreAudit audit = new StoreAudit(addresses.hotUri(), "hub", "telemetry")) {
            Audit found = audit.settled(ledger, PREFIX, Duration.ofSeconds(60));
            System.out.println(found.text());
            if (!found.clean()) {
                problems.add(found.text());
            }
            Map<String, Integer> stored = audit.counts(PREFIX);
            problems.addAll(
                    AlarmBook.counted(addresses.hotUri(), PREFIX, RULE, stored).miscounted(RULE, stored));
        }
    }
}
