package hub.bench.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Sends a whole plan: one thread per connection, each with its own share of the devices, the rate and the count. */
public final class FleetRun {
    private final FleetPlan plan;
    private final DeviceFleet fleet;
    private final Tally tally;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile long endNanos;
    private volatile boolean stopped;

    /** @param ledger receives every acknowledged reading; its owner closes it */
    public FleetRun(FleetPlan plan, DeviceFleet fleet, Ledger ledger) {
        this.plan = plan;
        this.fleet = fleet;
        this.tally = new Tally(ledger, fleet);
    }

    /** Counters that may be read while the run goes on. */
    public Tally tally() {
        return tally;
    }

    /** Ends the sending early; outstanding answers are still waited for. */
    public void stop() {
        stopped = true;
    }

    /**
     * Sends until the time is over or the count is reached, then waits for the last answers.
     *
     * @param progress called about once a second
     * @throws Exception the first reason for which a connection gave up
     */
    public FleetReport send(Consumer<Tally> progress) throws Exception {
        long start = System.nanoTime();
        endNanos = start + Duration.ofSeconds(plan.load().seconds()).toNanos();
        List<Thread> threads = new ArrayList<>();
        int lanes = plan.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            threads.add(start(lane, lanes));
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(1000);
                tally.flush();
                progress.accept(tally);
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        long last = tally.acknowledged() > 0 ? tally.lastAckNanos() : System.nanoTime();
        return FleetReport.of(tally, Duration.ofNanos(last - start));
    }

    private Thread start(int lane, int lanes) {
        int[] devices = IntStream.iterate(lane, d -> d < plan.devices().count(), d -> d + lanes)
                .toArray();
        long limit = plan.load().count() == 0
                ? Long.MAX_VALUE
                : plan.load().count() / lanes + (lane < plan.load().count() % lanes ? 1 : 0);
        Thread thread = new Thread(
                () -> {
                    try {
                        lane(lane)
                                .run(
                                        new LaneSource(
                                                fleet, devices, plan.load().rate() / lanes, limit, this::ended),
                                        tally);
                    } catch (Exception problem) {
                        failure.compareAndSet(null, problem);
                        stop();
                    }
                },
                "lane-" + lane);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private boolean ended() {
        return stopped || plan.load().seconds() > 0 && System.nanoTime() - endNanos >= 0;
    }

    private Lane lane(int connection) {
        return switch (plan.target().getScheme()) {
            case "tcp" -> new TcpLane(plan, fleet);
            case "mqtt" -> new MqttLane(plan, fleet, connection);
            case "http", "https" -> new RestLane(plan, fleet, connection);
            case "file" -> new InboxLane(plan, fleet, connection);
            default ->
                throw new IllegalArgumentException(
                        "a target begins with tcp:, mqtt:, http: or file:, not " + plan.target());
        };
    }
}
