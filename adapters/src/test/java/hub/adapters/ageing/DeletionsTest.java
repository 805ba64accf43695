package hub.adapters.ageing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.Database;
import hub.message.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionsTest {

    @TempDir
    Path folder;

    private TestingTiers tiers;
    private Deletions deletions;

    @BeforeEach
    void open() throws Exception {
        tiers = new TestingTiers(folder);
        deletions = tiers.deletions((device, before) -> Map.of("alarm_history", 3));
        tiers.oneDay("prod-a", 400);
        tiers.clock.move(Duration.ofDays(1));
        order("c-0", "device-0");
        order("c-3", "device-3");
    }

    @AfterEach
    void close() {
        tiers.close();
    }

    private void order(String id, String device) throws Exception {
        new Database(tiers.warm)
                .update(
                        "insert into service.command_execution (execution_id, device_id, product_id, name, parameters,"
                                + " timeout_ms, retries, requested_by, state, created_at, ended_at, due_at, deadline_at)"
                                + " values (?, ?, 'prod-a', 'x', '{}', 1, 0, 'lee', 'SUCCEEDED', ?, ?, ?, ?)",
                        id,
                        device,
                        TestingTiers.BEGIN,
                        TestingTiers.BEGIN,
                        TestingTiers.BEGIN,
                        TestingTiers.BEGIN);
    }

    @Test
    void aCustomersDataGoesEverywhereAndAReceiptStays() throws Exception {
        Object id = deletions
                .ask(Map.of("kind", "customer", "subject", "customer-1", "reason", "GDPR 17"), "kim")
                .get("id");
        Telemetry later =
                TestingHot.reading("prod-a", "device-0", tiers.clock.instant().plusSeconds(60), 9000, true);
        tiers.hot.add(List.of(later));
        deletions.run();

        Map<String, Object> receipt = deletions.get(id.toString());
        assertThat(receipt)
                .containsEntry("state", "done")
                .containsEntry("askedBy", "kim")
                .containsEntry("devices", List.of("device-0", "device-1"));
        assertThat(receipt.get("deleted"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("hot.telemetry", 200L)
                .containsEntry("cold.telemetry", 200L)
                .containsEntry("documents.alarm_history", 6L)
                .as("figures are computed again when cold has lost the rows")
                .containsEntry("figures.hour.recomputed", 400L)
                .containsEntry("warm.service.command_execution", 1L);
        assertThat(receipt.get("hash").toString()).hasSize(64);
        assertThat(devicesInHot()).containsExactly("device-0", "device-2", "device-3");
        assertThat(tiers.hot.numbers()).contains(9000L).hasSize(201);
        assertThat(tiers.cold.ids()).hasSize(200);
    }

    @Test
    void whatArrivesLateIsSweptAndReceiptsNameTheOneBefore() throws Exception {
        Object first = ask("device-2");
        deletions.run();
        Telemetry late = TestingHot.reading("prod-a", "device-2", TestingTiers.BEGIN.plusSeconds(7), 9001, true);
        tiers.hot.add(List.of(late));
        tiers.cold.append(List.of(late));
        tiers.clock.move(Duration.ofHours(2));
        deletions.run();
        Map<String, Object> receipt = deletions.get(first.toString());
        assertThat(receipt.get("deletedLate").toString()).contains("hot.telemetry=1", "cold.telemetry=1");

        Object second = ask("device-3");
        deletions.run();
        assertThat(deletions.get(second.toString()).get("previousHash")).isEqualTo(receipt.get("hash"));
    }

    @Test
    void aLegalHoldStandsAgainstDeletion() throws Exception {
        tiers.holds.place(Map.of("kind", "customer", "subject", "customer-1", "reason", "case 18"), "lee");
        assertThatThrownBy(() -> ask("device-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("case 18")
                .hasMessageContaining("release the hold first");

        Object id = ask("device-2");
        tiers.holds.place(Map.of("kind", "device", "subject", "device-2", "reason", "case 19"), "lee");
        deletions.run();
        assertThat(deletions.get(id.toString()))
                .containsEntry("state", "stopped")
                .hasEntrySatisfying(
                        "problem", problem -> assertThat(problem.toString()).contains("case 19"));
        assertThat(tiers.hot.numbers()).hasSize(400);
    }

    @Test
    void whatFailsIsTriedAgain() throws Exception {
        Deletions failing = tiers.deletions((device, before) -> {
            throw new IllegalStateException("the document store is away");
        });
        Object id = ask("device-2");
        failing.run();
        assertThat(deletions.get(id.toString()).get("problem").toString()).contains("is away");
        tiers.clock.move(Duration.ofMinutes(2));
        deletions.run();
        assertThat(deletions.get(id.toString())).containsEntry("state", "done").containsEntry("total", 203L);
    }

    private Object ask(String device) throws Exception {
        return deletions
                .ask(Map.of("kind", "device", "subject", device, "reason", "wish"), "kim")
                .get("id");
    }

    private TreeSet<String> devicesInHot() {
        return tiers.hot.telemetry().distinct("device_id", String.class).into(new TreeSet<>());
    }
}
