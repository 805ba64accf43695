package hub.bench.fleet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Drops files into the inbox folder; a file that the hub moved to {@code done/} is acknowledged, to {@code failed/} refused. */
final class InboxLane implements Lane {
    private record Dropped(String name, List<Reading> readings, long nanos) {}

    private final FleetPlan plan;
    private final DeviceFleet fleet;
    private final int connection;
    private final Path folder;
    private final Queue<Dropped> waiting = new ArrayDeque<>();
    private long files;

    InboxLane(FleetPlan plan, DeviceFleet fleet, int connection) {
        this.plan = plan;
        this.fleet = fleet;
        this.connection = connection;
        this.folder = plan.inbox().resolve(plan.devices().productId());
    }

    @Override
    public void run(LaneSource source, Tally tally) throws Exception {
        Files.createDirectories(folder);
        while (!source.finished()) {
            int count = source.awaitBatch(plan.wire().batch());
            if (count > 0) {
                drop(source.mixed(count), tally);
            }
            settle(tally);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.wire().drainSeconds());
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            settle(tally);
        }
        waiting.forEach(file -> tally.inDoubt(file.readings().size()));
    }

    private void drop(List<Reading> readings, Tally tally) throws IOException {
        String name = plan.devices().prefix() + connection + "-" + System.currentTimeMillis() + "-" + files++ + "."
                + suffix();
        Path hidden = folder.resolve("." + name + ".part");
        Files.writeString(hidden, body(readings));
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        tally.sent(readings.size());
        waiting.add(new Dropped(name, readings, System.nanoTime()));
    }

    private void settle(Tally tally) throws IOException {
        for (Iterator<Dropped> files = waiting.iterator(); files.hasNext(); ) {
            Dropped file = files.next();
            if (moved(file, "done")) {
                file.readings().forEach(one -> tally.acknowledged(one.device(), one.timestamp(), file.nanos()));
                files.remove();
            } else if (moved(file, "failed")) {
                tally.refused(file.readings().size(), folder.resolve("failed") + "/" + file.name());
                files.remove();
            }
        }
    }

    /** Whether the hub put it there, under its name or with the time of moving before it. */
    private boolean moved(Dropped file, String where) throws IOException {
        Path moved = folder.resolve(where);
        if (!Files.isDirectory(moved)) {
            return false;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(moved, "*" + file.name())) {
            return found.iterator().hasNext();
        }
    }

    private String suffix() {
        return "json".equals(plan.wire().format())
                ? "ndjson"
                : "csv".equals(plan.wire().format()) ? "csv" : "hex";
    }

    private String body(List<Reading> readings) {
        return switch (suffix()) {
            case "ndjson" -> PayloadWriter.namedLines(readings, fleet::id);
            case "csv" -> PayloadWriter.namedCsv(readings, fleet::id);
            default -> PayloadWriter.namedHex(readings, fleet::id);
        };
    }
}
