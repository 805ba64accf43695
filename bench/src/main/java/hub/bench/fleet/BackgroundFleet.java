package hub.bench.fleet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A fleet that goes on sending in the background while something happens to the hub. */
public final class BackgroundFleet {
    private final FleetRun run;
    private final CompletableFuture<FleetReport> report = new CompletableFuture<>();

    private BackgroundFleet(FleetRun run) {
        this.run = run;
    }

    /** Begins to send. */
    public static BackgroundFleet start(FleetPlan plan, DeviceFleet devices, Ledger ledger) {
        BackgroundFleet fleet = new BackgroundFleet(new FleetRun(plan, devices, ledger));
        Thread thread = new Thread(fleet::send, "fleet");
        thread.setDaemon(true);
        thread.start();
        return fleet;
    }

    /** Readings acknowledged so far. */
    public long acknowledged() {
        return run.tally().acknowledged();
    }

    /** Waits until so many readings are acknowledged. */
    public void awaitAcknowledged(long count) throws InterruptedException {
        while (acknowledged() < count && !report.isDone()) {
            Thread.sleep(20);
        }
    }

    /** Ends the sending and waits for the last answers. */
    public FleetReport stop() throws InterruptedException, ExecutionException {
        run.stop();
        return report.get();
    }

    private void send() {
        try {
            report.complete(run.send(tally -> {}));
        } catch (Exception problem) {
            report.completeExceptionally(problem);
        }
    }
}
