package hub.bench.journey;

import hub.bench.fleet.Audit;
import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.FleetPlan;
import hub.bench.fleet.FleetReport;
import hub.bench.fleet.FleetRun;
import hub.bench.fleet.Ledger;
import hub.bench.fleet.StoreAudit;
import java.io.IOException;

/** Sends one load to one running contender and measures it from outside: answers, store, processor, memory, losses. */
final class Journey {
    private static final long PATIENCE_MILLIS = 10_000;

    private final ObservedStore store;
    private final ChildProgram program;
    private final DeviceFleet fleet;

    Journey(ObservedStore store, ChildProgram program, DeviceFleet fleet) {
        this.store = store;
        this.program = program;
        this.fleet = fleet;
    }

    /** Sends, waits until everything is stored or nothing more comes, and reports. */
    Measurement measure(FleetPlan plan) throws Exception {
        Usage before = usage();
        store.reset();
        Ledger ledger = Ledger.inMemory();
        long start = System.currentTimeMillis();
        FleetReport report = new FleetRun(plan, fleet, ledger).send(tally -> {});
        long expected = plan.wire().acknowledge() ? report.acknowledged() : report.sent();
        StoreStatistics stored = drained(expected);
        Usage after = usage();
        long memory = new ProcessTree(program.pid()).memoryMegabytes();
        Audit audit = plan.wire().acknowledge() ? audit(ledger, plan) : Audit.counted(expected, stored.stored());
        double seconds = Math.max(1, stored.lastMillis() - start) / 1000.0;
        double each = 1e6 / Math.max(1, stored.stored());
        return new Measurement(
                expected,
                stored.stored() / seconds,
                report.ackMedianMillis(),
                report.ackP99Millis(),
                stored.medianMillis(),
                stored.p99Millis(),
                (after.program - before.program) * each,
                (after.children - before.children) * each,
                (after.store - before.store) * each,
                memory,
                audit.lost(),
                audit.duplicates());
    }

    private StoreStatistics drained(long expected) throws IOException, InterruptedException {
        StoreStatistics last = store.statistics();
        long progress = System.currentTimeMillis();
        while (last.stored() < expected && System.currentTimeMillis() - progress < PATIENCE_MILLIS) {
            Thread.sleep(50);
            StoreStatistics now = store.statistics();
            if (now.stored() > last.stored()) {
                progress = System.currentTimeMillis();
            }
            last = now;
        }
        return last;
    }

    /** A batch may hold readings measured before the run began, so the ledger itself says since when to look. */
    private Audit audit(Ledger ledger, FleetPlan plan) {
        try (StoreAudit audit = new StoreAudit(store.uri(), "hub", "telemetry")) {
            return audit.since(ledger.earliest()).compare(ledger, plan.devices().prefix());
        }
    }

    private Usage usage() throws IOException {
        ProcessTree tree = new ProcessTree(program.pid());
        return new Usage(tree.ownCpuSeconds(), tree.childrenCpuSeconds(), store.cpuSeconds());
    }

    private record Usage(double program, double children, double store) {}
}
