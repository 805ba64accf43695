package hub.adapters.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.Database;
import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.adapters.hot.server.HotServer;
import hub.message.HistoryLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCopyTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    static Path folder;

    private static HotServer server;
    private static HistoryStore store;
    private static Database warm;

    private final MovedClock clock = new MovedClock(BEGIN.toString());
    private final List<HistoryLine> cold = new ArrayList<>();
    private boolean refusing;

    @BeforeAll
    static void start() throws Exception {
        warm = new Database(TestingDatabase.with("hub", "service"));
        server = HotServer.start(folder, 0, false);
        store = new HistoryStore(settings());
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
    }

    private static HistorySettings settings() {
        return new HistorySettings(server.uri(), "history", Duration.ofSeconds(60), 3, Duration.ofSeconds(5));
    }

    @BeforeEach
    void someThingsHappen() throws Exception {
        warm.update("truncate hub.history_place, service.command_execution, service.command_history restart identity");
        warm.update(
                "insert into service.command_execution (execution_id, device_id, product_id, name, parameters, timeout_ms,"
                        + " retries, requested_by, state, created_at, due_at, deadline_at) values ('e-1', 'device-1',"
                        + " 'prod-a', 'restart-fan', '{\"speed.max\": 3}', 1, 0, 'lee', 'SENT', ?, ?, ?)",
                BEGIN,
                BEGIN,
                BEGIN);
        IntStream.rangeClosed(1, 10).forEach(number -> happens(number));
        warm.update(
                "insert into service.firmware_history (at, job_id, thing, package_id, actor, event, from_status, to_status,"
                        + " cause) values (?, 'job-1', 'device-1', '', 'kim', 'execution', 'QUEUED', 'SUCCEEDED', 'done')",
                BEGIN);
        warm.update(
                "insert into service.shadow_history (thing, name, revision, version, at, present, state, metadata,"
                        + " changed_by) values ('device-1', '', ?, 1, ?, true, '{}', '{}', 'device') on conflict do nothing",
                1,
                BEGIN);
    }

    private void happens(int number) {
        try {
            warm.update(
                    "insert into service.command_history (number, execution_id, source, at, from_state, to_state, by, cause)"
                            + " values (?, 'e-1', ?, ?, 'QUEUED', 'SENT', 'hub', 'sent')",
                    number,
                    "s-" + number,
                    BEGIN.plusSeconds(number));
        } catch (java.sql.SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private HistoryCopy copy() {
        return new HistoryCopy(
                store,
                lines -> {
                    if (refusing) {
                        throw new IllegalStateException("the warehouse is full");
                    }
                    cold.addAll(lines);
                },
                RowSource.all(warm.source()),
                warm.source(),
                settings(),
                clock);
    }

    @Test
    void everyLineArrivesOnceInBothStoresWhateverFailsAndComesLate() throws Exception {
        HistoryCopy copy = copy();
        copy.toDocuments();
        assertThat(copy.toCold()).as("nothing is settled yet").isZero();

        happens(12);
        copy.toDocuments();
        happens(11);
        clock.move(Duration.ofSeconds(30));
        copy.toDocuments();
        clock.move(Duration.ofSeconds(61));
        copy.toDocuments();
        copy().toDocuments();

        refusing = true;
        assertThatThrownBy(copy::toCold).hasMessageContaining("full");
        refusing = false;
        copy.toCold();
        copy().toCold();

        assertThat(commands()).hasSize(12).doesNotHaveDuplicates();
        assertThat(cold.stream()
                        .filter(line -> line.id().startsWith("command-"))
                        .map(HistoryLine::id))
                .hasSize(12)
                .doesNotHaveDuplicates();
        assertThat(cold).anySatisfy(line -> {
            assertThat(line.table()).isEqualTo(HistoryLine.FIRMWARE);
            assertThat(line.document()).containsEntry("to", "SUCCEEDED").doesNotContainKey("version");
        });
        assertThat(copy.kept("commands")).isEqualTo(12);
    }

    private List<Object> commands() {
        List<Object> ids = new ArrayList<>();
        HistoryDesk desk = new HistoryDesk(store);
        String next = null;
        do {
            Map<String, Object> page = desk.list("commands", "device-1", "2026-03-01T00:00:00Z", null, 5, next);
            ((List<?>) page.get("items")).forEach(item -> ids.add(((Map<?, ?>) item).get("id")));
            next = (String) page.get("next");
        } while (next != null);
        ids.removeIf(id -> !id.toString().startsWith("command-"));
        return ids;
    }
}
