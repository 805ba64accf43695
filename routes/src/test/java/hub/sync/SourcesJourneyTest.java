package hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import hub.adapters.hot.server.HotServer;
import hub.adapters.recover.DeadLetterStore;
import hub.adapters.stream.EmbeddedStream;
import hub.adapters.stream.EmbeddedStreamSettings;
import hub.message.StreamPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Four legacy systems of different kinds make one register; each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourcesJourneyTest {

    private static final Path SAMPLES = Path.of(System.getProperty("hub.home", ".."), "master-sync/samples");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static LegacyTwin twin;

    @BeforeAll
    static void starts() throws Exception {
        twin = new LegacyTwin(folder.resolve("twin"));
        twin.inLegacy(Files.readString(SAMPLES.resolve("wms-device.sql")));
    }

    @AfterAll
    static void ends() {
        twin.close();
    }

    private static Map<String, Object> database(boolean compare) {
        SyncProcess.Place place = twin.place();
        return Map.of(
                "database.enabled",
                true,
                "database.url",
                "jdbc:postgresql://127.0.0.1:" + place.port() + "/legacy",
                "database.user",
                "hub",
                "database.password",
                place.password(),
                "database.period",
                200,
                "database.compare",
                compare,
                "database.compare-period",
                300);
    }

    @Test
    @Order(1)
    void rowsOfATableThatIsAskedWaitForTheirSites() throws Exception {
        try (SourceProcess hub = SourceProcess.start(
                twin.hub, database(false), "receive/receive-database", "receive/compare-database")) {
            until("select count(*) from master.sync_waiting where kind = 'PARENT'", "3");
            until("select state from master.sync_source where source = 'database'", "following");
        }
    }

    @Test
    @Order(2)
    void documentsWaitForTheirCustomers() throws Exception {
        try (HotServer server = HotServer.start(folder.resolve("mongo"), 0, false);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> sites = client.getDatabase("crm").getCollection("site");
            for (String line : Files.readAllLines(SAMPLES.resolve("crm-site.ndjson"))) {
                sites.insertOne(Document.parse(line));
            }
            Map<String, Object> settings =
                    Map.of("collection.enabled", true, "collection.uri", server.uri(), "collection.period", 200);
            try (SourceProcess hub = SourceProcess.start(twin.hub, settings, "receive/receive-collection")) {
                until("select count(*) from master.sync_waiting where origin = 'collection:crm.site'", "2");
                sites.updateOne(
                        new Document("_id", 8),
                        new Document("$set", new Document("name", "Depot 8").append("changed", new Date())));
                until("select count(*) from master.sync_waiting where change->'data'->>'name' = 'Depot 8'", "1");
            }
        }
    }

    @Test
    @Order(3)
    void aFileBringsTheCustomersAndAllThatWaitedFollows() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        try (SourceProcess hub = SourceProcess.start(twin.hub, files(inbox), "receive/receive-folder")) {
            Files.copy(SAMPLES.resolve("customer.csv"), inbox.resolve("customer.csv"));

            until("select name from master.customer where customer_id = 'C-70'", "한빛정밀");
            until("select name from master.site where site_id = 'C-S8'", "Depot 8");
            until(
                    "select string_agg(device_id, ',' order by device_id) from master.device",
                    "wms-0001,wms-0002,wms-0003");
            assertThat(twin.hubSays("select count(*) from master.sync_waiting")).isEqualTo("0");
            assertThat(twin.hubSays("select address from master.site where site_id = 'C-S7'"))
                    .isEqualTo("Busan, Jungang-daero 2");
            await().atMost(PATIENCE).until(() -> count(inbox.resolve("done")) == 1);
        }
    }

    @Test
    @Order(4)
    void aBadRowIsADeadLetterWithItsLineAndTheOthersAreTaken() throws Exception {
        Path inbox = folder.resolve("inbox");
        try (SourceProcess hub = SourceProcess.start(twin.hub, files(inbox), "receive/receive-folder")) {
            Path slow = inbox.resolve("customer-20261121.csv");
            Files.writeString(slow, "no;name;country\n70;Hanbit;KR\n");
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> append(slow, "72;;KR\n73;Seven\n74;Four;KR\n"));

            until("select name from master.customer where customer_id = 'C-74'", "Four");
            assertThat(twin.hubSays("select name from master.customer where customer_id = 'C-70'"))
                    .isEqualTo("Hanbit");
            assertThat(twin.hubSays("select problems->>0 from hub.dead_letter where problems->>0 like '%line 3%'"))
                    .startsWith("customer-20261121.csv line 3: name is empty")
                    .endsWith("(csv-customer.mapping.yaml)");
            assertThat(twin.hubSays("select problems->>0 from hub.dead_letter where problems->>0 like '%line 4%'"))
                    .contains("2 fields, but the first line names 3 columns");

            mend(hub, "line 3");
            until("select name from master.customer where customer_id = 'C-72'", "Mended");
            assertThat(twin.hubSays("select origin from master.sync_row where key = 'C-72'"))
                    .isEqualTo("folder:csv.customer");

            String before = twin.hubSays("select max(updated_at) from master.customer");
            await().atMost(PATIENCE).until(() -> count(inbox.resolve("done")) == 2);
            Files.writeString(inbox.resolve("customer.csv.part"), "no;name;country\n70;Hanbit;KR\n74;Four;KR\n");
            Files.move(inbox.resolve("customer.csv.part"), inbox.resolve("customer.csv"));
            await().atMost(PATIENCE).until(() -> count(inbox.resolve("done")) == 3);
            assertThat(twin.hubSays("select max(updated_at) from master.customer"))
                    .isEqualTo(before);

            Files.writeString(inbox.resolve("customer-2.csv"), "no,title\n70,Hanbit\n");
            Files.writeString(inbox.resolve("orders.csv"), "no\n1\n");
            await().atMost(PATIENCE).until(() -> count(inbox.resolve("failed")) == 2);
            assertThat(twin.hubSays("select problems->>0 from hub.dead_letter where reason = 'column-gone'"))
                    .contains("customer-2.csv has no column country, name, which csv-customer.mapping.yaml reads");
            assertThat(twin.hubSays("select problems->>0 from hub.dead_letter where reason = 'unknown-table'"))
                    .contains("orders.csv: no mapping in force is for table 'csv.orders'");
        }
    }

    /** As an operator does it, and as the stream brings it again. */
    private static void mend(SourceProcess hub, String line) throws Exception {
        DeadLetterStore store = new DeadLetterStore(twin.hub);
        String id = twin.hubSays("select id from hub.dead_letter where problems->>0 like '%" + line + "%'");
        String record = new String(store.find(id).orElseThrow().payload(), StandardCharsets.UTF_8);
        store.mend(id, record.replace("\"name\":null", "\"name\":\"Mended\"").getBytes(StandardCharsets.UTF_8), "");
        hub.send(
                "take-master-changes",
                List.of(store.frame(store.find(id).orElseThrow()).at(new StreamPosition(0, "5"))));
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            return files.count();
        }
    }

    private static Map<String, Object> files(Path inbox) {
        return Map.of("folder.enabled", true, "folder.directory", inbox, "folder.settle", 600);
    }

    @Test
    @Order(5)
    void whatHappensWhileTheHubIsAwayIsAskedForAfterwards() throws Exception {
        twin.inLegacy("update wms_device set model_code = 'VC-F' where serial_no = 'WMS-0002'");
        try (SourceProcess hub =
                SourceProcess.start(twin.hub, database(true), "receive/receive-database", "receive/compare-database")) {
            until("select product_id from master.device where device_id = 'wms-0002'", "fan-demo");

            try (SourceProcess other = SourceProcess.start(twin.hub, Map.of())) {
                assertThat(other.polls.isMine("database")).isFalse();
            }
            twin.inLegacy("delete from wms_device where serial_no = 'WMS-0003'");
            until("select count(*) from master.device where device_id = 'wms-0003'", "0");

            twin.inLegacy("alter table wms_device rename column model_code to model");
            until("select state from master.sync_source where source = 'database'", "failing");
            assertThat(twin.hubSays("select problem from master.sync_source where source = 'database'"))
                    .contains("column \"model_code\" does not exist")
                    .contains("-database.camel.yaml");
            twin.inLegacy("alter table wms_device rename column model to model_code;"
                    + " update wms_device set site_no = 8 where serial_no = 'WMS-0001'");
            hub.clock.moveOn(Duration.ofMinutes(11));
            until("select site_id from master.device where device_id = 'wms-0001'", "C-S8");
            until("select problem from master.sync_source where source = 'database'", "");
        }
    }

    @Test
    @Order(6)
    void anApiIsAskedPageByPageAndLeftAloneWhenItRefuses() throws Exception {
        try (TestingApi api = new TestingApi()) {
            api.page(1, Files.readAllBytes(SAMPLES.resolve("articles.json")));
            api.page(
                    2,
                    "{\"id\": \"SHOP-3\", \"title\": \"Fan L\", \"kind\": \"device\", \"updatedAt\": \"2026-05-01T00:00:00Z\"}");
            Map<String, Object> settings = Map.of(
                    "api.enabled", true, "api.url", api.url(), "api.period", 200, "api.authorization", "Bearer s3cret");
            try (SourceProcess hub = SourceProcess.start(twin.hub, settings, "receive/receive-api")) {
                until("select string_agg(name, ',' order by name) from master.product", "Fan L,Fan S");
                await().atMost(PATIENCE).until(() -> !api.unchanged.isEmpty());
                assertThat(api.asked.get(0)).isEqualTo("since=1970-01-01T00:00:00Z&page=1");
                assertThat(api.asked.get(api.asked.size() - 1)).isEqualTo("since=2026-04-30T23:59:00Z&page=1");

                api.refusal = 503;
                until("select state from master.sync_source where source = 'api'", "failing");
                assertThat(twin.hubSays("select problem from master.sync_source where source = 'api'"))
                        .isEqualTo("the API answers 503: too busy (routes/receive/receive-api.camel.yaml)");
                assertThat(twin.hubSays("select next_at > now() + interval '100 seconds' from master.source_mark"
                                + " where source = 'api'"))
                        .isEqualTo("t");
                api.refusal = 0;
                api.tag = "\"2\"";
                api.page(1, "{\"id\": \"SHOP-1\", \"title\": \"Fan XS\", \"kind\": \"device\"}");
                hub.clock.moveOn(Duration.ofMinutes(3));
                until("select name from master.product where product_id = 'shop-1'", "Fan XS");
            }
        }
    }

    @Test
    @Order(7)
    void filesOfAnSftpServerAreTakenAndMovedThere() throws Exception {
        try (TestingSftp server = new TestingSftp(folder.resolve("sftp"))) {
            Path inbox = Files.createDirectories(server.root.resolve("master"));
            Map<String, Object> settings = Map.of(
                    "sftp.enabled",
                    true,
                    "sftp.port",
                    server.port(),
                    "sftp.password",
                    "s3+cret&more",
                    "sftp.known-hosts",
                    server.knownHosts,
                    "sftp.period",
                    500,
                    "sftp.settle",
                    300);
            try (SourceProcess hub = SourceProcess.start(twin.hub, settings, "receive/receive-sftp")) {
                Files.writeString(inbox.resolve("customer-1.csv"), "no,name,country\n80,Seoul Steel,KR\n81,,KR\n");

                until("select name from master.customer where customer_id = 'C-80'", "Seoul Steel");
                await().atMost(PATIENCE).until(() -> count(inbox.resolve("done")) == 1);
                assertThat(twin.hubSays(
                                "select route from hub.dead_letter where problems->>0 like 'customer-1.csv line 3%'"))
                        .isEqualTo("receive-sftp");
            }
        }
    }

    @Test
    @Order(8)
    void changeRecordsOfATopicAreTakenAndBadOnesStopNobody() throws Exception {
        try (EmbeddedStream stream = EmbeddedStream.start(
                EmbeddedStreamSettings.in(folder.resolve("stream")).withPort(0))) {
            Map<String, Object> settings = Map.of("changes.enabled", true, "hub.stream.port", stream.port());
            try (SourceProcess hub = SourceProcess.start(twin.hub, settings, "receive/receive-changes")) {
                tell(
                        stream.port(),
                        record("upsert", 91, ",\"data\":{\"name\":\"Soon gone\",\"country\":\"KR\"}"),
                        "not JSON at all",
                        record("delete", 91, ""),
                        record("upsert", 90, ",\"data\":{\"name\":\"By topic\",\"country\":\"JP\"}"));

                until("select time_zone from master.customer where customer_id = 'C-90'", "Asia/Tokyo");
                until("select reason from hub.dead_letter where route = 'take-master-changes'", "change-record");
                until("select count(*) from master.customer where customer_id = 'C-91' and closed_at is null", "0");
            }
        }
    }

    private static String record(String operation, int customer, String data) {
        return "{\"op\":\"" + operation + "\",\"table\":\"csv.customer\",\"keys\":{\"no\":" + customer + "}" + data
                + "}";
    }

    private static void tell(int port, String... records) throws Exception {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        settings.put("key.serializer", StringSerializer.class.getName());
        settings.put("value.serializer", StringSerializer.class.getName());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
            for (String record : records) {
                producer.send(new ProducerRecord<>("hub-master-changes", "one", record))
                        .get();
            }
        }
    }

    private static void until(String query, String expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(twin.hubSays(query)).isEqualTo(expected));
    }
}
