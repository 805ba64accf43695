package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InboxLaneTest {
    @TempDir
    private Path inbox;

    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final DeviceFleet fleet = new DeviceFleet("sim-", 10, 0, false);
    private final Ledger ledger = Ledger.inMemory();

    @Test
    @Timeout(30)
    void countsAFileAsAcknowledgedWhenItIsMovedToDone() throws Exception {
        FleetReport report = run("csv", "done");

        assertThat(report.acknowledged()).isEqualTo(100);
        assertThat(contents).hasSize(2);
        assertThat(contents.get(0)).startsWith("device_id,device_timestamp,").hasLineCount(51);
        assertThat(ledger.byDevice()).hasSize(10);
    }

    @Test
    @Timeout(30)
    void countsAFileAsRefusedWhenItIsMovedToFailed() throws Exception {
        FleetReport report = run("hex", "failed");

        assertThat(report.refused()).isEqualTo(100);
        assertThat(report.firstRefusal()).contains("failed").endsWith(".hex");
        assertThat(contents.get(0)).startsWith("sim-000001:01");
    }

    private FleetReport run(String format, String where) throws Exception {
        FleetPlan plan =
                FleetPlan.tcp("127.0.0.1", 1).through(inbox.toUri(), format, 1).fleet(10, 1);
        Path folder = Files.createDirectories(inbox.resolve("prod-a"));
        Path moved = Files.createDirectories(folder.resolve(where));
        Thread hub = new Thread(() -> moveAll(folder, moved));
        hub.start();
        try {
            return new FleetRun(plan.load(0, 100, 20), fleet, ledger).send(tally -> {});
        } finally {
            hub.interrupt();
            hub.join();
        }
    }

    private void moveAll(Path from, Path to) {
        while (!Thread.currentThread().isInterrupted()) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(InboxLaneTest::visible).toList()) {
                    contents.add(Files.readString(file));
                    Files.move(file, to.resolve("20261121120000000-" + file.getFileName()));
                }
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static boolean visible(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".");
    }
}
