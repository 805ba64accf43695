package hub.adapters.lab;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.MovedClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdLabTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IDS = "{device_id: 1, product_id: 2, device_timestamp: 3, reading_id: 4, metrics:"
            + " {__duckdb_field_id: 5, tempC: 6}}";
    private static final String HUGE =
            "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 7";
    private static EmbeddedPostgres postgres;

    @TempDir
    static Path folder;

    private static TestingColdTables tables;
    private static TableFiles.DataFile first;
    private final MovedClock clock = new MovedClock("2026-03-02T01:00:00Z");
    private ColdLab lab;

    @BeforeAll
    static void fill() throws Exception {
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .schemas("analytics")
                .locations("classpath:db/analytics")
                .load()
                .migrate();
        tables = new TestingColdTables(folder);
        first = tables.add(
                "telemetry",
                "select 'd-' || (i // 10) as device_id, 'prod-a' as product_id, timestamptz '2026-01-01 00:00:00+00' +"
                        + " i * interval 1 hour as device_timestamp, 'r' || i as reading_id, {tempC: i * 1.0::double} as"
                        + " metrics from range(100) t(i)",
                IDS);
        tables.add(
                "telemetry",
                "select 'd-' || (i // 10) as dev, 'prod-b' as product_id, timestamptz '2026-02-01 00:00:00+00' + i *"
                        + " interval 1 hour as device_timestamp, 'q' || i as reading_id, {rpm: i * 2.0::double, note:"
                        + " 'ok'} as metrics from range(50) t(i)",
                "{dev: 1, product_id: 2, device_timestamp: 3, reading_id: 4, metrics: {__duckdb_field_id: 5, rpm: 7,"
                        + " note: 8}}");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void open() {
        lab = lab(settings());
    }

    private LabSettings settings() {
        return new LabSettings(
                folder.resolve("lab"),
                2,
                ofMillis(300),
                256L << 20,
                2,
                ofSeconds(90),
                ofSeconds(90),
                1000,
                5000,
                1 << 20,
                32L << 20,
                1 << 20);
    }

    private ColdLab lab(LabSettings settings) {
        return new ColdLab(tables, postgres.getPostgresDatabase(), settings, clock);
    }

    private JsonNode ask(String sql) throws Exception {
        return ask(Map.of("sql", sql));
    }

    private JsonNode ask(Map<String, Object> body) throws Exception {
        try (var content = lab.query(body, "lab").content()) {
            return JSON.readTree(content);
        }
    }

    @Test
    void aResearcherGetsColumnsAndRowsAndLearnsWhichSnapshotsTheyCameFrom() throws Exception {
        JsonNode answer =
                ask("select device_id, avg(metrics.tempC) as warm, min(device_timestamp) as since from telemetry"
                        + " where product_id = 'prod-a' group by all order by device_id limit 2");

        assertThat(answer.path("columns").toString())
                .isEqualTo("[{\"name\":\"device_id\",\"type\":\"VARCHAR\"},{\"name\":\"warm\",\"type\":\"DOUBLE\"},"
                        + "{\"name\":\"since\",\"type\":\"TIMESTAMP WITH TIME ZONE\"}]");
        assertThat(answer.path("rows").toString())
                .isEqualTo("[[\"d-0\",4.5,\"2026-01-01T00:00:00.000Z\"],[\"d-1\",14.5,\"2026-01-01T10:00:00.000Z\"]]");
        assertThat(answer.path("snapshots").path("telemetry").asText()).isEqualTo("2");
        assertThat(answer.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void columnsThatWereAddedOrRenamedAreRightInOldAndNewFiles() throws Exception {
        JsonNode answer = ask("select device_id, metrics.tempC, metrics.rpm, metrics.note from telemetry"
                + " where reading_id in ('r11', 'q11') order by reading_id");

        assertThat(answer.path("rows").toString()).isEqualTo("[[\"d-1\",null,22.0,\"ok\"],[\"d-1\",11.0,null,null]]");
    }

    @Test
    void anEmptyTableHasItsColumnsAndNoRows() throws Exception {
        assertThat(ask("select count(*) from alarm_history").at("/rows/0/0").asInt())
                .isZero();
        assertThat(ask("describe alarm_history").path("rows")).hasSize(3);
        assertThat(ask("show tables").path("rows")).hasSize(2);
        assertThat(ask("summarize telemetry").path("rows")).hasSize(5);
    }

    @Test
    void deletedRowsDoNotCountAndThePastHasThemStill() throws Exception {
        TestingColdTables own = new TestingColdTables(Files.createDirectory(folder.resolve("holed")));
        TableFiles.DataFile file = own.add(
                "telemetry",
                "select 'd-' || i as device_id, {tempC: 1.0::double} as metrics from range(10) t(i)",
                "{device_id: 1, metrics: {__duckdb_field_id: 5, tempC: 6}}");
        own.add("telemetry", "select 'e' as device_id", "{device_id: 1}");
        own.delete("telemetry", file, 0, 3, 9);
        ColdLab holed = new ColdLab(own, postgres.getPostgresDatabase(), settings(), clock);
        String sql = "select count(*), min(device_id), max(device_id) from telemetry";

        assertThat(rows(holed, Map.of("sql", sql))).isEqualTo("[[8,\"d-1\",\"e\"]]");
        assertThat(rows(holed, Map.of("sql", sql, "snapshots", Map.of("telemetry", "1"))))
                .isEqualTo("[[10,\"d-0\",\"d-9\"]]");
    }

    private static String rows(ColdLab asked, Map<String, Object> body) throws Exception {
        try (var content = asked.query(body, "lab").content()) {
            return JSON.readTree(content).path("rows").toString();
        }
    }

    @Test
    void aSpanAndAProductBesideTheSqlBoundWhatItSees() throws Exception {
        JsonNode answer = ask(Map.of(
                "sql", "select count(*) from telemetry",
                "from", "2026-01-01T10:00:00Z",
                "to", "2026-02-01T05:00:00Z",
                "product", "prod-a"));

        assertThat(answer.at("/rows/0/0").asInt()).isEqualTo(90);
    }

    @Test
    void plainConditionsOfTheSqlLeaveOutFilesToo() throws Exception {
        JsonNode answer = ask(
                "select count(*) from telemetry where product_id = 'prod-a' and device_timestamp <" + " '2026-01-02'");
        assertThat(answer.at("/rows/0/0").asInt()).isEqualTo(24);
        assertThat(tables.asked.product()).hasValue("prod-a");
        assertThat(tables.asked.until()).hasValue(java.time.Instant.parse("2026-01-04T00:00:00Z"));
        assertThat(tables.asked.from()).isEmpty();
    }

    @Test
    void filesThatLieElsewhereAreFetchedOnce() throws Exception {
        TestingColdTables remote = new TestingColdTables(Files.createDirectory(folder.resolve("remote")));
        remote.add("telemetry", "select 'e' as device_id", "{device_id: 1}");
        remote.moveElsewhere();
        ColdLab asked = new ColdLab(remote, postgres.getPostgresDatabase(), settings(), clock);
        Map<String, Object> body = Map.of("sql", "select device_id from telemetry");

        assertThat(rows(asked, body)).isEqualTo(rows(asked, body)).isEqualTo("[[\"e\"]]");
        assertThat(remote.opened).isEqualTo(1);
    }

    @Test
    void whatIsNoQueryIsRefused() {
        assertThatThrownBy(() -> ask("select * from read_text('/etc/passwd')"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sql: line 1, column 15: the function read_text is not allowed");
        assertThatThrownBy(() -> ask("drop view telemetry")).hasMessageContaining("cannot be changed from here");
    }

    @Test
    void commentsAndEndsOfStatementsAreNoTrick() throws Exception {
        assertThat(ask("-- one\nselect /* two */ 1; -- three").at("/rows/0/0").asInt())
                .isEqualTo(1);
        assertThat(ask("select '; drop view telemetry --' as text")
                        .at("/rows/0/0")
                        .asText())
                .isEqualTo("; drop view telemetry --");
    }

    @Test
    void aProblemNamesItsPlaceAndWhatToDo() {
        assertThatThrownBy(() -> ask("select device_id,\n  tempD\nfrom telemetry"))
                .hasMessageStartingWith("sql: line 2, column 3: ")
                .hasMessageContaining("tempD");
        assertThatThrownBy(() -> ask("select *\nfrom telemetri"))
                .hasMessageStartingWith("sql: line 2, column 6: there is no table 'telemetri'; the tables are");
        assertThatThrownBy(() -> ask("selct 1")).hasMessageStartingWith("sql: line 1, column 1: ");
        assertThatThrownBy(() -> ask("select cast(device_id as integer) from telemetry"))
                .hasMessageContaining("Could not convert string");
        assertThatThrownBy(() -> ask(Map.of("sql", "select 1", "asOf", "yesterday")))
                .hasMessageContaining("asOf: 'yesterday' is not a time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select len(repeat('x', 4000000000))",
                "select list(a.range || repeat('y', 100)) from range(100000000) a"
            })
    void aMemoryHogEndsAloneAndIsToldSo(String sql) {
        assertThatThrownBy(() -> ask(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(memory|disk|too large).*");
    }

    @Test
    void whatTakesTooLongIsEnded() {
        lab = lab(new LabSettings(
                folder.resolve("lab"),
                2,
                ofMillis(300),
                256L << 20,
                2,
                ofSeconds(2),
                ofSeconds(2),
                1000,
                5000,
                1 << 20,
                32L << 20,
                1 << 20));

        assertThatThrownBy(() -> ask(HUGE)).hasMessageContaining("took longer than 2 s");
    }

    @Test
    void aQueryIsCancelledFromAnywhereAndItsTurnIsFreeAgain() throws Exception {
        CompletableFuture<Throwable> asked = CompletableFuture.supplyAsync(() -> {
            try {
                ask(Map.of("sql", HUGE, "queryId", "long-one"));
                return null;
            } catch (Exception problem) {
                return problem;
            }
        });
        ColdLab otherHub = lab(settings());
        await().atMost(ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(otherHub.cancel("long-one", "ann").get("state"))
                                .isEqualTo("running"));
        await().atMost(ofSeconds(60)).until(() -> {
            lab.watch();
            return asked.isDone();
        });

        assertThat(asked.join()).isInstanceOf(IllegalStateException.class).hasMessage("the query was cancelled by ann");
        assertThatThrownBy(() -> otherHub.cancel("long-one", "ann")).isInstanceOf(IllegalStateException.class);
        assertThat(ask("select 1").path("rows")).hasSize(1);
    }

    @Test
    void moreThanTheAllowedNumberAtOnceIsRefused() throws Exception {
        lab = lab(new LabSettings(
                folder.resolve("lab"),
                1,
                ofMillis(300),
                256L << 20,
                2,
                ofSeconds(3),
                ofSeconds(3),
                1000,
                5000,
                1 << 20,
                32L << 20,
                1 << 20));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> assertThatThrownBy(() -> ask(HUGE)));
        await().atMost(ofSeconds(30))
                .until(() -> lab.queries(1000, null).toString().contains("running"));

        assertThatThrownBy(() -> ask("select 1")).isInstanceOf(RejectedExecutionException.class);
        other.join();
    }

    @Test
    void aLongAnswerSaysThatThereIsMore() throws Exception {
        JsonNode answer = ask("select range from range(100000)");

        assertThat(answer.path("rowCount").asInt()).isEqualTo(1000);
        assertThat(answer.path("truncated").asBoolean()).isTrue();
        assertThat(ask(Map.of("sql", "select range from range(9)", "limit", 3)).path("rows"))
                .hasSize(3);
        JsonNode wide = ask("select repeat('x', 10000) from range(1000)");
        assertThat(wide.path("truncated").asBoolean()).isTrue();
        assertThat(wide.toString().length()).isLessThan(3 << 20);
    }

    @Test
    void everyKindOfValueIsWrittenAsJson() throws Exception {
        JsonNode row = ask("select 1::tinyint, 170141183460469231731687303715884105727::hugeint, 1.50::decimal(9,2),"
                        + " 'nan'::double, true, date '2026-01-01', timestamp '2026-01-01 01:02:03', {a: 1, b: {c: 'x'}},"
                        + " [1, null], map {'k': 1}, '\\xAA'::blob, null, '{\"a\":1}'::json, interval 1 day")
                .at("/rows/0");

        assertThat(row.toString())
                .isEqualTo("[1,170141183460469231731687303715884105727,1.5,\"NaN\",true,\"2026-01-01\","
                        + "\"2026-01-01T01:02:03\",{\"a\":1,\"b\":{\"c\":\"x\"}},[1,null],{\"k\":1},\"qg==\",null,"
                        + "{\"a\":1},\"1 day\"]");
    }

    @Test
    void anExportIsAFileOfCsvOrParquet() throws Exception {
        String sql =
                "select device_id, device_timestamp, metrics.tempC from telemetry where product_id = 'prod-a' order by"
                        + " device_timestamp limit 3;  ";
        LabAnswer csv = lab.query(Map.of("sql", sql, "format", "csv"), "lab");
        assertThat(new String(csv.content().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("device_id,device_timestamp,tempC\nd-0,2026-01-01T00:00:00.000Z,0.0\n"
                        + "d-0,2026-01-01T01:00:00.000Z,1.0\nd-0,2026-01-01T02:00:00.000Z,2.0\n");
        csv.content().close();

        LabAnswer parquet = lab.query(Map.of("sql", sql, "format", "parquet"), "lab");
        Path file = folder.resolve("export.parquet");
        try (var content = parquet.content()) {
            Files.copy(content, file);
        }
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var row = connection.createStatement().executeQuery("select sum(tempC) from '" + file + "'")) {
            row.next();
            assertThat(row.getDouble(1)).isEqualTo(3.0);
        }
    }

    @Test
    void anExportThatIsTooLargeIsRefusedRatherThanCutShort() {
        assertThatThrownBy(() -> lab.query(Map.of("sql", "from range(6000)", "format", "csv"), "lab"))
                .hasMessageContaining("more than 5000 rows");
        assertThatThrownBy(() -> lab.query(
                        Map.of("sql", "select repeat('x', 100000) || range from range(5000)", "format", "csv"), "lab"))
                .hasMessageContaining("disk");
        assertThatThrownBy(() -> lab.query(Map.of("sql", "select\n x from telemetry", "format", "csv"), "lab"))
                .hasMessageStartingWith("sql: line 2, column 2: ");
    }

    @Test
    void whoAskedWhatIsKeptAndNothingElseStays() throws Exception {
        ask(Map.of("sql", "select count(*) from telemetry", "queryId", "kept-one"));
        assertThatThrownBy(() -> ask(Map.of("sql", "select 1", "queryId", "kept-one")))
                .isInstanceOf(IllegalStateException.class);

        Map<String, Object> page = lab.queries(200, null);
        Map<?, ?> kept = ((java.util.List<?>) page.get("items"))
                .stream()
                        .map(Map.class::cast)
                        .filter(each -> each.get("id").equals("kept-one"))
                        .findFirst()
                        .orElseThrow();
        assertThat(new HashMap<Object, Object>(kept))
                .containsEntry("caller", "lab")
                .containsEntry("state", "done")
                .containsEntry("rowCount", 1L)
                .containsEntry("snapshots", "telemetry=2");
        try (Stream<Path> left = Files.list(folder.resolve("lab"))) {
            assertThat(left.map(each -> each.getFileName().toString())
                            .filter(each -> each.startsWith("query") || each.startsWith("answer")))
                    .isEmpty();
        }
    }
}
