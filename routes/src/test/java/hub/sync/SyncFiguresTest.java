package hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.sync.SyncProcess.Place;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed while it reads all rows, and again while it follows changes under load, ends equal to its source. */
@Tag("long")
class SyncFiguresTest {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final int FIRST = 1000;
    private static final String SOURCE_HASH =
            "select count(*) || ' ' || sum(hashtextextended('L-' || customer_no || '|' || company, 0) / 4096)"
                    + " from erp_customer where customer_no >= " + FIRST;
    private static final String HUB_HASH =
            "select count(*) || ' ' || sum(hashtextextended(customer_id || '|' || name, 0) / 4096)"
                    + " from master.customer where customer_id like 'L-____%'";

    @TempDir
    private Path folder;

    @Test
    void aHubThatIsKilledTwiceEndsEqualToItsSource() throws Exception {
        play(20_000, 2_000);
    }

    @Test
    void aMillionRowsAndFiftyThousandChanges() throws Exception {
        play(1_000_000, 50_000);
    }

    private void play(int rows, int changes) throws Exception {
        try (LegacyTwin twin = new LegacyTwin(folder)) {
            twin.inLegacy(
                    "insert into erp_customer (customer_no, company) select n, 'Company ' || n from generate_series("
                            + FIRST + ", " + (FIRST + rows - 1) + ") n; analyze erp_customer");
            kill(twin, whenHubHas(twin, process(twin.place()), rows / 3));

            long begin = System.nanoTime();
            Process second = whenHubHas(twin, process(twin.place()), rows);
            double loading = seconds(begin);

            CompletableFuture<Void> load = changing(twin, 0, changes);
            await().atMost(PATIENCE).until(() -> changed(twin) > changes / 3);
            kill(twin, second);
            load.join();
            Process third = process(twin.place());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> twin.hubSays(HUB_HASH).equals(twin.legacySays(SOURCE_HASH)));
            kill(twin, third);
            follow(twin, changes);
            System.out.printf(
                    "sync: %,d rows loaded in %.1f s from the start of the process (%,.0f rows/s); bare Debezium: %s%n",
                    rows, loading, rows / loading, bare(twin, rows));
        }
    }

    /** The same changes again, without a murder, to see how far the hub lags behind. */
    private static void follow(LegacyTwin twin, int changes) throws Exception {
        try (SyncProcess hub = SyncProcess.start(twin.place())) {
            await().atMost(PATIENCE).until(() -> hub.changes.isRunning());
            long begin = System.nanoTime();
            changing(twin, changes, changes).join();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> twin.hubSays(HUB_HASH).equals(twin.legacySays(SOURCE_HASH)));
            double taken = seconds(begin);
            Timer lag = hub.metrics.get("hub.sync.lag").timer();
            double p99 = Arrays.stream(lag.takeSnapshot().percentileValues())
                    .mapToDouble(value -> value.value(TimeUnit.MILLISECONDS))
                    .max()
                    .orElse(0);
            System.out.printf(
                    "sync: %,d changes followed in %.1f s (%,.0f/s); lag p99 %.0f ms, most %.0f ms%n",
                    changes, taken, changes / taken, p99, lag.max(TimeUnit.MILLISECONDS));
            assertThat(twin.hubSays("select count(*) from master.sync_waiting")).isEqualTo("0");
        }
    }

    private static CompletableFuture<Void> changing(LegacyTwin twin, int from, int changes) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int change = from; change < from + changes; change += 50) {
                    twin.inLegacy("update erp_customer set company = 'Changed ' || customer_no || ' by " + change
                            + "' where customer_no between " + (FIRST + change % changes) + " and "
                            + (FIRST + change % changes + 49));
                }
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        });
    }

    private static long changed(LegacyTwin twin) throws SQLException {
        return Long.parseLong(twin.hubSays("select count(*) from master.customer where name like 'Changed%'"));
    }

    private static Process whenHubHas(LegacyTwin twin, Process process, int rows) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Long.parseLong(
                                twin.hubSays(
                                        "select coalesce(sum(rows_read), 0) from master.sync_table where name = 'public.erp_customer'"))
                        >= rows);
        return process;
    }

    private Process process(Place place) throws IOException {
        return process(place, folder);
    }

    /** A hub of its own process, that writes its log into the folder. */
    static Process process(Place place, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dhub.home=" + System.getProperty("hub.home", ".."),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SyncProcess.class.getName(),
                        String.valueOf(place.port()),
                        place.password(),
                        place.mappings())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("process.log").toFile()))
                .start();
    }

    /** The next one need not wait until the dead one's lease ends. */
    private static void kill(LegacyTwin twin, Process process) throws Exception {
        process.destroyForcibly().waitFor();
        twin.inHub("update master.sync_source set held_until = '-infinity'");
    }

    /** Debezium alone, with a slot of its own and nobody who applies anything. */
    private String bare(LegacyTwin twin, int rows) throws Exception {
        AtomicLong read = new AtomicLong();
        Properties settings = new Properties();
        settings.put("name", "bare");
        settings.put("topic.prefix", "bare");
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.put(
                "offset.storage.file.filename", folder.resolve("bare.offsets").toString());
        settings.put("database.hostname", "127.0.0.1");
        settings.put("database.port", String.valueOf(twin.place().port()));
        settings.put("database.user", "hub");
        settings.put("database.password", twin.place().password());
        settings.put("database.dbname", "legacy");
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", "bare");
        settings.put("slot.drop.on.stop", "true");
        settings.put("publication.name", "hub_legacy");
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", "public.erp_customer");
        settings.put("max.batch.size", "8192");
        settings.put("max.queue.size", "32768");
        settings.put("snapshot.fetch.size", "10000");
        DebeziumEngine<?> engine = DebeziumEngine.create(Connect.class)
                .using(settings)
                .notifying(event -> read.incrementAndGet())
                .build();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        long begin = System.nanoTime();
        thread.submit(engine);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> read.get() >= rows);
        double taken = seconds(begin);
        engine.close();
        thread.shutdown();
        return String.format("%.1f s (%,.0f rows/s)", taken, rows / taken);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
