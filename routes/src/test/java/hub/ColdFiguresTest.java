package hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.S3Access;
import hub.adapters.cold.ColdFiles;
import hub.adapters.cold.ColdScan;
import hub.adapters.cold.ColdSettings;
import hub.adapters.cold.ColdStore;
import hub.adapters.lab.ColdLab;
import hub.adapters.lab.DeviceHistory;
import hub.adapters.lab.HistoryQuestion;
import hub.adapters.lab.LabSettings;
import hub.decode.StandardizedBatch;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What questions cost over ten million readings, a week of a thousand devices; and that Apache Spark answers the same. */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ColdFiguresTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DEVICES = Integer.getInteger("hub.figures.devices", 1000);
    private static final int MINUTES = 7 * 24 * 60;
    private static final List<String> QUESTIONS = List.of(
            "select count(*) as n, count(distinct device_id) as devices from telemetry",
            "select product_id, count(*) as n, sum(metrics.tempC) as tempC, sum(metrics.rpm) as rpm, min(metrics.voltage) as"
                    + " lowest, max(metrics.voltage) as highest from telemetry group by product_id order by product_id",
            "select product_id, date_trunc('day', device_timestamp) as day, count(*) as n, sum(metrics.tempC) as tempC from"
                    + " telemetry group by 1, 2 order by 1, 2",
            "select count(*) as n, sum(metrics.tempC) as tempC from telemetry where device_id = 'device-0500' and"
                    + " device_timestamp >= timestamp '2026-03-04 00:00:00Z' and device_timestamp < timestamp '2026-03-05"
                    + " 00:00:00Z'");

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static ColdStore store;
    private static ColdLab lab;
    private static DeviceHistory history;

    @BeforeAll
    static void fillTheWarehouse() throws Exception {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("analytics")
                .locations("classpath:db/analytics")
                .load()
                .migrate();
        store = ColdStore.open(
                new ColdSettings(
                        warehouse().toString(),
                        new ColdSettings.Catalog(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"),
                        new S3Access(Optional.empty(), "ap-northeast-2", "", ""),
                        new ColdSettings.Buffer(500_000, 96 << 20, Duration.ofSeconds(60)),
                        new ColdSettings.Care(Duration.ofDays(2), 128 << 20, Duration.ofDays(3))),
                Clock.systemUTC());
        LabSettings settings = new LabSettings(
                folder.resolve("lab"),
                2,
                Duration.ofSeconds(5),
                512 << 20,
                2,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                10_000,
                20_000_000,
                32 << 20,
                2L << 30,
                1L << 30);
        LabTables tables = new LabTables(new ColdScan(store), new ColdFiles(store));
        lab = ColdLab.open(tables, postgres.getPostgresDatabase(), settings, Clock.systemUTC());
        history = new DeviceHistory(tables, settings);
        long began = System.nanoTime();
        Random random = new Random(7);
        for (int minute = 0; minute < MINUTES; minute++) {
            deliver(minute, random);
        }
        store.commit();
        double seconds = (System.nanoTime() - began) / 1e9;
        tell("written " + (long) DEVICES * MINUTES + " readings in " + (long) seconds + " s, "
                + (long) (DEVICES * (double) MINUTES / seconds) + " a second");
    }

    private static Path warehouse() {
        return folder.resolve("warehouse");
    }

    private static void deliver(int minute, Random random) {
        List<Telemetry> readings = new ArrayList<>(DEVICES);
        for (int device = 0; device < DEVICES; device++) {
            readings.add(reading(minute, device, random));
        }
        RawFrame frame = new RawFrame(
                readings.get(DEVICES - 1).position(), "d", "", "", "tcp", "", "hex", "telemetry", 0, "0", new byte[0]);
        store.keepReadings(List.of(frame), new StandardizedBatch(readings, List.of()));
    }

    private static Telemetry reading(int minute, int device, Random random) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("tempC", 60 + random.nextInt(20));
        metrics.put("rpm", 1000 + random.nextInt(500));
        metrics.put("voltage", (22_000 + random.nextInt(500)) / 100.0);
        metrics.put("vibration", random.nextInt(400) / 100.0);
        long time = BEGIN.plusSeconds(60L * minute).toEpochMilli() + random.nextInt(60_000);
        long offset = (long) minute * DEVICES + device;
        return new Telemetry(
                new StreamPosition(0, Long.toString(offset)),
                0,
                String.format("%032x", offset / 16),
                "device-" + String.format("%04d", device),
                time,
                "device",
                "",
                0,
                device % 10 < 7 ? "prod-a" : "prod-b",
                "1",
                "",
                metrics,
                time + 200);
    }

    @AfterAll
    static void stop() throws IOException {
        history.close();
        store.close();
        postgres.close();
    }

    private static void tell(String figure) {
        System.out.println("FIGURE " + figure);
    }

    @Test
    @Order(1)
    void bytesOnDisk() {
        var files = new ColdFiles(store).plan("telemetry", null, null, null).files();
        long rows = files.stream().mapToLong(each -> each.rows()).sum();
        long bytes = files.stream().mapToLong(each -> each.bytes()).sum();

        assertThat(rows).isEqualTo((long) DEVICES * MINUTES);
        tell(files.size() + " files, " + (bytes >> 20) + " MB, " + (double) bytes / rows + " bytes a row");
    }

    @Test
    @Order(2)
    void questionsOfAResearcher() throws Exception {
        List<String> questions = new ArrayList<>(QUESTIONS);
        questions.add("select device_id, date_trunc('day', device_timestamp) as day, avg(metrics.tempC) as tempC from"
                + " telemetry group by all order by all");
        questions.add("select quantile_cont(metrics.voltage, [0.5, 0.99]) from telemetry");
        questions.add("select 1");
        for (String sql : questions) {
            for (int turn = 0; turn < 2; turn++) {
                ask(sql, "json");
            }
        }
        ask(
                "select * from telemetry where product_id = 'prod-a' and device_timestamp < timestamptz '2026-03-02 00:00:00+00'",
                "parquet");
        ask(
                "select * from telemetry where product_id = 'prod-a' and device_timestamp < timestamptz '2026-03-02 00:00:00+00'",
                "csv");
    }

    private static byte[] ask(String sql, String format) throws Exception {
        AtomicLong memory = new AtomicLong();
        Thread watch = new Thread(() -> watch(memory));
        watch.setDaemon(true);
        watch.start();
        long began = System.nanoTime();
        byte[] content;
        try (var answer = lab.query(Map.of("sql", sql, "format", format), "lab").content()) {
            content = answer.readAllBytes();
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        watch.interrupt();
        tell(millis + " ms, " + memory.get() / 1024 + " MB in its process, " + content.length / 1024 + " KB answer ("
                + format + "): " + sql);
        return content;
    }

    /** The most memory that any of our children had, in KB. */
    private static void watch(AtomicLong memory) {
        while (!Thread.currentThread().isInterrupted()) {
            ProcessHandle.current()
                    .descendants()
                    .filter(each -> each.info().commandLine().orElse("").contains("LabProcess"))
                    .forEach(each -> memory.accumulateAndGet(highWater(each.pid()), Math::max));
            try {
                Thread.sleep(20);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static long highWater(long process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Test
    @Order(3)
    void pagesOfOneDevicesHistory() throws Exception {
        for (int turn = 0; turn < 5; turn++) {
            long began = System.nanoTime();
            int found = history.find(new HistoryQuestion(
                            "device-0" + (100 + turn),
                            Optional.empty(),
                            BEGIN.plus(Duration.ofDays(2 + turn)),
                            Optional.empty(),
                            101))
                    .size();
            assertThat(found).isEqualTo(101);
            tell((System.nanoTime() - began) / 1_000_000 + " ms for a page of 100 readings of one device");
        }
        long began = System.nanoTime();
        int found = history.find(new HistoryQuestion(
                        "device-0321", Optional.of(BEGIN), BEGIN.plus(Duration.ofDays(7)), Optional.empty(), 20_000))
                .size();
        assertThat(found).isEqualTo(MINUTES);
        tell((System.nanoTime() - began) / 1_000_000 + " ms for a week of one device, " + found + " readings");
    }

    @Test
    @Order(4)
    void sparkAnswersTheSame() throws Exception {
        List<List<String>> here = new ArrayList<>();
        for (String sql : QUESTIONS) {
            here.add(rows(JSON.readTree(ask(sql, "json"))));
        }

        assertThat(TestingSpark.ask(
                        postgres.getJdbcUrl("postgres", "postgres"), warehouse(), QUESTIONS, ColdFiguresTest::tell))
                .isEqualTo(here);
    }

    private static List<String> rows(JsonNode answer) {
        List<String> rows = new ArrayList<>();
        answer.path("rows").forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(TestingSpark.plain(cell.asText())));
            rows.add(String.join(" ", cells));
        });
        return rows;
    }
}
