package hub.adapters.ageing;

import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a day leaves the hot store, and what the readings that come in meanwhile feel of it; run by name only. */
class AgeingBench {
    private static final int READINGS = Integer.getInteger("hub.bench.readings", 500_000);
    private static final int BATCH = 500;
    private static final long PAUSE_NANOS = 20_000_000;

    @TempDir
    Path folder;

    @Test
    void aDayLeaves() throws Exception {
        try (TestingTiers tiers = new TestingTiers(folder)) {
            for (int done = 0; done < READINGS; done += 10_000) {
                List<Telemetry> some =
                        tiers.readings("prod-a", 10_000, tiers.clock.instant().plusMillis(done % 9_999));
                tiers.hot.add(some);
                tiers.cold.append(some);
            }
            System.out.println("alone: " + latency(tiers, Duration.ofSeconds(5), new AtomicBoolean()));
            tiers.clock.move(Duration.ofDays(11));
            AtomicBoolean finished = new AtomicBoolean();
            CompletableFuture<String> beside =
                    CompletableFuture.supplyAsync(() -> latency(tiers, Duration.ofMinutes(10), finished));
            long begin = System.nanoTime();
            TestingTiers.ageing(
                            tiers.hot,
                            tiers.cold,
                            tiers.warm,
                            tiers.holds,
                            tiers.products,
                            tiers.clock,
                            1000,
                            Duration.ofMillis(20))
                    .run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            finished.set(true);
            System.out.println("beside ageing: " + beside.join());
            System.out.printf("%d readings left in %.1f s: %.0f/s%n", READINGS, seconds, READINGS / seconds);
        }
    }

    /** How long an insert of 500 takes, fifty times a second at most: median, 99th of a hundred, longest. */
    private static String latency(TestingTiers tiers, Duration most, AtomicBoolean finished) {
        long[] micros = new long[100_000];
        int count = 0;
        long end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !finished.get() && count < micros.length) {
            List<Telemetry> some = tiers.readings(
                    "prod-b",
                    BATCH,
                    TestingTiers.BEGIN.plus(Duration.ofDays(20)).plusMillis(tiers.sent));
            long begin = System.nanoTime();
            tiers.hot.add(some);
            micros[count++] = (System.nanoTime() - begin) / 1000;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return count + " inserts of " + BATCH + ", us: median " + sorted[count / 2] + ", p99 "
                + sorted[count * 99 / 100] + ", longest " + sorted[count - 1];
    }
}
