package hub.bench.shadow;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Devices that update their shadows as fast as they are answered.
 *
 * @param broker address of the hub's MQTT door
 * @param connections devices, each with a connection of its own
 * @param shadows how many shadows there are in all
 * @param updates how many updates in all
 * @param window unanswered updates per connection
 */
public record ShadowRun(URI broker, String secret, int connections, int shadows, int updates, int window) {

    /** The device of a connection; it must be registered. */
    public static String thing(int connection) {
        return "bench-shadow-" + connection;
    }

    /** Sends all updates and waits for the answers. */
    public ShadowReport run() throws Exception {
        List<ShadowLane> lanes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            for (int connection = 0; connection < connections; connection++) {
                lanes.add(new ShadowLane(broker, thing(connection), secret, window, updates / connections));
            }
            long begun = System.nanoTime();
            List<Future<Void>> running = new ArrayList<>();
            for (ShadowLane lane : lanes) {
                Callable<Void> task = () -> {
                    lane.run(Math.max(1, shadows / connections));
                    return null;
                };
                running.add(threads.submit(task));
            }
            for (Future<Void> each : running) {
                each.get();
            }
            return report(lanes, (System.nanoTime() - begun) / 1e9);
        } finally {
            threads.shutdownNow();
            for (ShadowLane lane : lanes) {
                lane.close();
            }
        }
    }

    private ShadowReport report(List<ShadowLane> lanes, double seconds) {
        long accepted = lanes.stream().mapToLong(ShadowLane::accepted).sum();
        long rejected = lanes.stream().mapToLong(ShadowLane::rejected).sum();
        long sent = (long) (updates / connections) * connections;
        long[] took = lanes.stream()
                .flatMapToLong(lane -> LongStream.of(lane.tookNanos()))
                .filter(nanos -> nanos > 0)
                .toArray();
        return new ShadowReport(
                accepted, rejected, sent - accepted - rejected, seconds, Arrays.copyOf(took, took.length));
    }
}
