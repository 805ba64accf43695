package hub.adapters.cold;

import hub.decode.StandardizedBatch;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import hub.message.TraceId;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How many rows the cold store writes in a second, and how much room a row takes: {@code ColdBench <folder> <seconds of readings>
 * <devices>}. Prod-a devices say every second what they measure; values walk as those of machines do, and a hundred frames share a
 * trace, as those of one read of a connection do.
 */
public final class ColdBench {
    private static final int BATCH = 4_000;
    private static final int ROUNDS = 3;

    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<Integer, double[]> machines = new LinkedHashMap<>();
    private String trace = TraceId.next();
    private long offset;

    private ColdBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        new ColdBench().run(folder, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    private void run(Path folder, int seconds, int devices) throws Exception {
        try (TestingCold cold = new TestingCold(folder)) {
            ColdStore store =
                    cold.store(new ColdSettings.Buffer(10_000_000, 4L << 30, Duration.ofHours(1)), new FolderFiles());
            for (int round = 0; round < ROUNDS; round++) {
                round(store, round, seconds, devices);
            }
            sizes(store, "after commits");
            cold.clock.move(Duration.ofDays(1));
            long begun = System.nanoTime();
            new ColdCare(store, cold.database(), cold.clock).tidy();
            System.out.printf("merged in %d ms%n", millis(begun));
            sizes(store, "after merging");
            begun = System.nanoTime();
            long[] rows = new long[1];
            new ColdChanges(store)
                    .after(0)
                    .forEach(change -> change.forEachBatch(BATCH, batch -> rows[0] += batch.size()));
            System.out.printf("followed %,d rows: %,.0f rows/s%n", rows[0], rows[0] * 1_000.0 / millis(begun));
        }
        System.exit(0);
    }

    private void round(ColdStore store, int round, int seconds, int devices) {
        List<List<Telemetry>> batches = batches(round * seconds, seconds, devices);
        long rows = (long) seconds * devices;
        List<List<RawFrame>> frames = batches.stream().map(ColdBench::frames).toList();
        long wall = System.nanoTime();
        long begun = cpu();
        for (int at = 0; at < batches.size(); at++) {
            store.keepReadings(frames.get(at), new StandardizedBatch(batches.get(at), List.of()));
        }
        long gathered = cpu();
        store.commit();
        long readings = cpu();
        frames.forEach(store::keepFrames);
        store.commit();
        long raw = cpu();
        System.out.printf(
                "round %d: %,d rows; telemetry %,.0f rows per CPU second (gathering %.1f us, commit %.1f us a row);"
                        + " raw %,.0f; both %,.0f; by the clock %,.0f%n",
                round,
                rows,
                rows * 1e9 / (readings - begun),
                (gathered - begun) / 1e3 / rows,
                (readings - gathered) / 1e3 / rows,
                rows * 1e9 / (raw - readings),
                rows * 1e9 / (raw - begun),
                rows * 1e9 / (System.nanoTime() - wall));
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Frames with the bytes that prod-a devices send. */
    private static List<RawFrame> frames(List<Telemetry> readings) {
        List<RawFrame> frames = new ArrayList<>(readings.size());
        for (Telemetry reading : readings) {
            ByteBuffer payload = ByteBuffer.allocate(20)
                    .put((byte) 1)
                    .put(number(reading, "tempC", 1).byteValue())
                    .put((byte) 2)
                    .putShort(number(reading, "rpm", 1).shortValue())
                    .put((byte) 3)
                    .putShort(number(reading, "voltage", 100).shortValue())
                    .put((byte) 4)
                    .putShort(number(reading, "vibration", 100).shortValue())
                    .put((byte) 5)
                    .putLong(reading.deviceTimestamp());
            frames.add(new RawFrame(
                    reading.position(),
                    reading.deviceId(),
                    "",
                    "",
                    "tcp",
                    "10.0.0." + Math.floorMod(reading.deviceId().hashCode(), 40),
                    "hex",
                    "telemetry",
                    reading.ingestTimestamp(),
                    reading.traceId(),
                    payload.array()));
        }
        return frames;
    }

    private static Number number(Telemetry reading, String metric, int scale) {
        return (int) (((Number) reading.metrics().get(metric)).doubleValue() * scale);
    }

    private static long millis(long begun) {
        return Math.max(1, (System.nanoTime() - begun) / 1_000_000);
    }

    private static void sizes(ColdStore store, String when) {
        for (String table : List.of("telemetry", "raw_frame")) {
            var files = new ColdFiles(store).plan(table, null, null, null).files();
            long bytes = files.stream().mapToLong(ColdFile::bytes).sum();
            long rows = files.stream().mapToLong(ColdFile::rows).sum();
            System.out.printf(
                    "%s %s: %d files, %,d rows, %.1f bytes a row%n",
                    table, when, files.size(), rows, bytes / (double) rows);
        }
    }

    private List<List<Telemetry>> batches(int from, int seconds, int devices) {
        List<List<Telemetry>> batches = new ArrayList<>();
        List<Telemetry> batch = new ArrayList<>();
        for (int second = from; second < from + seconds; second++) {
            for (int device = 0; device < devices; device++) {
                batch.add(reading(second, device));
                if (batch.size() == BATCH) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                }
            }
        }
        batches.add(batch);
        return batches;
    }

    private Telemetry reading(int second, int device) {
        double[] machine = machines.computeIfAbsent(
                device, one -> new double[] {40 + random.nextInt(30), 900 + random.nextInt(200), 220, 3});
        machine[0] += random.nextInt(10) == 0 ? random.nextInt(3) - 1 : 0;
        machine[1] += random.nextInt(11) - 5;
        machine[2] = 220 + random.nextInt(400) / 100.0;
        machine[3] = 3 + random.nextInt(100) / 100.0;
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("tempC", (long) machine[0]);
        metrics.put("rpm", (long) machine[1]);
        metrics.put("voltage", machine[2]);
        metrics.put("vibration", machine[3]);
        trace = offset % 100 == 0 ? TraceId.next() : trace;
        long time = TestingCold.NOON.toEpochMilli() + second * 1_000L + device % 997;
        return new Telemetry(
                new StreamPosition(device % 8, Long.toString(offset++)),
                0,
                trace,
                String.format("prod-a-%06d", device),
                time,
                "device",
                "",
                0,
                "prod-a",
                "prod-a@1",
                "",
                metrics,
                time + 20 + random.nextInt(200));
    }
}
