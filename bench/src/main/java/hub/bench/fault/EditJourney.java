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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Edits a decision table while readings flow, and looks when the new row rules and whether anything was lost or judged twice. */
public final class EditJourney {
    private static final String PREFIX = "bench-";
    private static final String RULE = "temp-threshold-prod-a";
    private static final int DEVICES = 200;
    private static final int FOREVER_SECONDS = 3600;

    /**
     * What to do.
     *
     * @param rate readings per second
     * @param seconds of flow before and after the edit
     * @param table the table's file, relative to the project
     * @param from text in the table
     * @param to what it becomes; devices that are not hot must meet the condition afterwards
     * @param withinSeconds how soon the new table must rule
     */
    public record Course(double rate, int seconds, Path table, String from, String to, int withinSeconds) {}

    private final Path home;
    private final Path folder;
    private final HubAddresses addresses;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param home the project's folder, which is copied first
     * @param folder for the copy, state and logs
     */
    public EditJourney(Path home, Path folder) throws IOException {
        this.home = EditableHome.copy(home, folder.resolve("home"));
        this.folder = folder;
        this.addresses = HubAddresses.free();
    }

    /** Runs the course; the problems found, none when all went well. */
    public List<String> run(Course course) throws Exception {
        FleetPlan plan =
                FleetPlan.tcp("127.0.0.1", addresses.tcp()).fleet(DEVICES, 8).load(course.rate(), 0, FOREVER_SECONDS);
        DeviceFleet devices = plan.newFleet();
        try (ChildProgram hub = HubProgram.start(
                        home, folder.resolve("data"), addresses, List.of(), folder.resolve("hub.log"));
                Ledger ledger = Ledger.inMemory()) {
            new DeviceRegistration(addresses.httpUri(), HubProgram.OPERATOR).register(plan, devices);
            BackgroundFleet fleet = BackgroundFleet.start(plan, devices, ledger);
            fleet.awaitAcknowledged((long) (course.rate() * course.seconds()));
            AlarmBook before = AlarmBook.read(addresses.hotUri(), PREFIX);
            edit(course);
            awaitNewRule(course, before.open());
            fleet.awaitAcknowledged(fleet.acknowledged() + (long) (course.rate() * course.seconds()));
            System.out.print(fleet.stop().text());
            audit(ledger, before);
        }
        return problems;
    }

    private void edit(Course course) throws IOException {
        Path table = home.resolve(course.table());
        String text = Files.readString(table);
        if (!text.contains(course.from())) {
            throw new IOException(table + " does not contain '" + course.from() + "'");
        }
        Path next = table.resolveSibling(".edited");
        Files.writeString(next, text.replace(course.from(), course.to()));
        Files.move(next, table, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitNewRule(Course course, long openBefore) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(course.withinSeconds()).toNanos();
        while (AlarmBook.read(addresses.hotUri(), PREFIX).open() <= openBefore) {
            if (System.nanoTime() > end) {
                problems.add("the edited table does not rule after " + course.withinSeconds() + " s");
                return;
            }
            Thread.sleep(200);
        }
        System.out.printf("the edited table rules after %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private void audit(Ledger ledger, AlarmBook before) throws InterruptedException {
        try (StoreAudit audit = new StoreAudit(addresses.hotUri(), "hub", "telemetry")) {
            Audit found = audit.settled(ledger, PREFIX, Duration.ofSeconds(60));
            System.out.println(found.text());
            if (!found.clean()) {
                problems.add(found.text());
            }
            Map<String, Integer> stored = audit.counts(PREFIX);
            AlarmBook after = AlarmBook.counted(addresses.hotUri(), PREFIX, RULE, stored);
            problems.addAll(after.contradictions(before));
            problems.addAll(after.onlyOf(before).miscounted(RULE, stored));
        }
    }
}
