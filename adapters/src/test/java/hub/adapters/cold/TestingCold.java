package hub.adapters.cold;

import hub.adapters.MovedClock;
import hub.adapters.S3Access;
import hub.decode.StandardizedBatch;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import hub.message.TraceId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.iceberg.io.FileIO;

/** A catalog on a real PostgreSQL, a warehouse in a folder, a clock that the test moves, and readings as a stream would bring them. */
final class TestingCold implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final ColdSettings.Buffer BUFFER = new ColdSettings.Buffer(100_000, 64 << 20, Duration.ofSeconds(60));

    private static EmbeddedPostgres shared;

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final List<ColdStore> open = new ArrayList<>();
    final MovedClock clock = new MovedClock(NOON.toString());

    TestingCold(Path folder) throws IOException {
        this.folder = folder;
        this.postgres = shared();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + ColdSettings.SCHEMA + " cascade");
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** One server for all tests; it ends with them. */
    private static synchronized EmbeddedPostgres shared() throws IOException {
        if (shared == null) {
            shared = EmbeddedPostgres.start();
        }
        return shared;
    }

    Path folder() {
        return folder;
    }

    DataSource database() {
        return postgres.getPostgresDatabase();
    }

    ColdSettings settings(ColdSettings.Buffer buffer) {
        return settings(folder.toString(), new S3Access(Optional.empty(), "ap-northeast-2", "", ""), buffer);
    }

    ColdSettings settings(String warehouse, S3Access objects, ColdSettings.Buffer buffer) {
        return new ColdSettings(
                warehouse,
                new ColdSettings.Catalog(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"),
                objects,
                buffer,
                new ColdSettings.Care(Duration.ofDays(2), 64 << 20, Duration.ofDays(1)));
    }

    ColdStore store() {
        return store(BUFFER, new FolderFiles());
    }

    ColdStore store(ColdSettings.Buffer buffer, FileIO files) {
        return keep(ColdStore.open(settings(buffer), files, clock));
    }

    synchronized ColdStore keep(ColdStore store) {
        open.add(store);
        return store;
    }

    /** One second's readings of some devices, as they stand in a partition of the stream from an offset on. */
    static List<Telemetry> readings(String product, int partition, long offset, int devices) {
        List<Telemetry> readings = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("tempC", 20 + (offset + device) % 60);
            metrics.put("volt", 219.5 + device / 100.0);
            readings.add(reading(product, product + "-" + device, partition, offset + device, offset * 1_000, metrics));
        }
        return readings;
    }

    static Telemetry reading(
            String product, String device, int partition, long offset, long after, Map<String, Object> metrics) {
        long time = NOON.toEpochMilli() + after;
        return new Telemetry(
                new StreamPosition(partition, Long.toString(offset)),
                0,
                TraceId.next(),
                device,
                time,
                "device",
                "",
                0,
                product,
                "1",
                "",
                metrics,
                time + 250);
    }

    static List<RawFrame> frames(List<Telemetry> readings) {
        return readings.stream()
                .map(reading -> new RawFrame(
                        reading.position(),
                        reading.deviceId(),
                        reading.hubId(),
                        "",
                        "tcp",
                        "127.0.0.1:5000",
                        "hex",
                        "telemetry",
                        reading.ingestTimestamp(),
                        reading.traceId(),
                        new byte[] {1, 0x4E, 2, 3, (byte) 0xE8}))
                .toList();
    }

    /** Delivers a batch as the route does. */
    static void deliver(ColdStore store, List<Telemetry> readings) {
        List<RawFrame> frames = frames(readings);
        store.keepFrames(frames);
        store.keepReadings(frames, new StandardizedBatch(readings, List.of()));
    }

    static long rows(ColdStore store, String table) {
        return new ColdFiles(store)
                .plan(table, null, null, null).files().stream()
                        .mapToLong(ColdFile::rows)
                        .sum();
    }

    /** All readings in the order in which snapshots brought them. */
    static List<Telemetry> all(ColdStore store) {
        List<Telemetry> found = new ArrayList<>();
        new ColdChanges(store).after(0).forEach(change -> change.forEachBatch(1_000, found::addAll));
        return found;
    }

    @Override
    public void close() {
        open.forEach(ColdStore::close);
    }
}
