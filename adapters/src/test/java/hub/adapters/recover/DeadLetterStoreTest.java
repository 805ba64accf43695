package hub.adapters.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.TestingDatabase;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterStoreTest {

    private static DataSource database;
    private static DeadLetterStore store;
    private static DefaultCamelContext camel;

    private final DeadLetterDesk desk = new DeadLetterDesk(store);

    @BeforeAll
    static void startDatabaseAndRoute() throws Exception {
        database = TestingDatabase.with("hub");
        store = new DeadLetterStore(database);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("deadLetterStore", store);
        camel.getRegistry().bind("deadLetterLog", new DeadLetterLog(Clock.systemUTC()));
        camel.getComponent("sql", SqlComponent.class).setDataSource(database);
        Path route = Path.of(System.getProperty("hub.home"), "routes/recover/record-dead-letter.camel.yaml");
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromBytes(route.getFileName().toString(), Files.readAllBytes(route)));
        camel.start();
    }

    @AfterAll
    static void stop() throws IOException {
        camel.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        try (var connection = database.getConnection()) {
            connection.createStatement().execute("truncate hub.dead_letter");
        }
    }

    @Test
    void aLetterIsRecordedOnceHoweverOftenItsBatchIsReplayed() throws Exception {
        record(letter("3-17", "contract", "t-1"));
        record(letter("3-17", "contract", "t-1"));

        assertThat(store.count(DeadLetterFilter.ALL)).isEqualTo(1);
        assertThat(store.find("3-17").orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(letter("3-17", "contract", "t-1"));
    }

    @Test
    void lettersAreListedNewestFirstInPagesAndByFilter() throws Exception {
        for (int number = 0; number < 25; number++) {
            record(letter("1-" + number, number % 5 == 0 ? "checksum" : "contract", "t-" + number));
        }

        Map<String, Object> first = desk.list("contract", "", "", "", 15, "");
        Map<String, Object> second = desk.list("contract", "", "", "", 15, (String) first.get("next"));

        assertThat((List<?>) first.get("items")).hasSize(15);
        assertThat((List<?>) second.get("items")).hasSize(5);
        assertThat(second).doesNotContainKey("next");
        assertThat(store.count(new DeadLetterFilter("checksum", "", "", ""))).isEqualTo(5);
        assertThat(store.count(new DeadLetterFilter("", "", "", "dev-2"))).isZero();
    }

    @Test
    void aMendedLetterGoesBackUnderItsOldKeyAndLeavesTheList() throws Exception {
        record(letter("2-9", "contract", "t-9"));

        desk.mend("2-9", Map.of("payload", "01 4E"));
        DeadLetterDesk.Retry retry = desk.one("2-9");
        Map<String, Object> answer = desk.retried(retry);

        RawFrame frame = retry.frames().get(0);
        assertThat(frame.payload()).containsExactly(1, 0x4E);
        assertThat(frame.deviceId()).isEqualTo("dev-1");
        assertThat(frame.receivedAt()).isEqualTo(1_756_653_767_451L);
        assertThat(frame.traceId()).isEqualTo("t-9");
        assertThat(answer).containsEntry("retried", 1).containsEntry("dryRun", false);
        assertThat(store.count(DeadLetterFilter.ALL)).isZero();
        assertThatThrownBy(() -> desk.mend("2-9", Map.of("payload", "00"))).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void failingAgainAfterARetryCountsTheAttempts() throws Exception {
        record(letter("2-1", "contract", "t-5"));
        desk.retried(desk.one("2-1"));

        record(letter("2-8", "contract", "t-5"));

        assertThat(store.find("2-8").orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void aLetterWithoutADeviceSaysWhatMustBeMendedFirst() throws Exception {
        DeadLetter nobody = new DeadLetter(
                "n-1",
                Instant.EPOCH,
                "receive",
                "truncated-frame",
                List.of("cut off"),
                "receive-tcp",
                "",
                "",
                "",
                1,
                Map.of("format", "hex"),
                new byte[] {1});
        record(nobody);

        DeadLetterDesk.Retry retry = desk.many("", "", "", "");

        assertThat(retry.frames()).isEmpty();
        assertThat(retry.items().get(0).get("problems").toString()).contains("device_id", "n-1");
        desk.mend("n-1", Map.of("device_id", "dev-7"));
        assertThat(desk.one("n-1").frames().get(0).deviceId()).isEqualTo("dev-7");
    }

    @Test
    void lettersOfOneCauseAreCountedTogether() throws Exception {
        record(letter("5-5", "contract", "t-6"));
        record(letter("5-6", "contract", "t-7"));
        record(letter("5-7", "checksum", "t-8"));

        List<DeadLetterGroup> groups = store.groups(DeadLetterFilter.ALL);

        assertThat(groups).extracting(DeadLetterGroup::reason).containsExactly("contract", "checksum");
        assertThat(groups.get(0).letters()).isEqualTo(2);
        assertThat(groups.get(0).newest()).isEqualTo("5-6");
        assertThat(groups.get(0).problem()).isNotEmpty();
        assertThat((List<?>) desk.groups("checksum", "", "", "").get("items")).hasSize(1);
    }

    private static void record(DeadLetter letter) {
        camel.createFluentProducerTemplate()
                .to("direct:record-dead-letter")
                .withBody(List.of(letter))
                .request();
    }

    private static DeadLetter letter(String id, String reason, String traceId) {
        return new DeadLetter(
                id,
                Instant.parse("2026-03-01T00:00:00Z").plusMillis(Integer.parseInt(id.substring(2))),
                "standardize",
                reason,
                List.of("tempC: above 150"),
                "standardize-telemetry",
                "dev-1",
                "prod-a",
                "abc",
                1,
                Map.of("format", "hex", "receivedAt", "1756653767451", "traceId", traceId),
                new byte[] {1, 2, 3});
    }
}
