package hub.adapters.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormulasTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);
    private static final Path FILES = Path.of("../yaml-dsl/formulas");
    private static final String ID = "health-score-prod-a";

    private static TestingFormulas hub;

    @TempDir
    Path folder;

    @BeforeAll
    static void startDatabase() throws Exception {
        hub = new TestingFormulas();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    @BeforeEach
    void empty() throws Exception {
        hub.empty();
        hub.clock.set("2026-01-31T12:00:00Z");
    }

    @Test
    void theHealthScoreOfThePlanIsComputedForEachCustomersDay() throws Exception {
        Formulas formulas = hub.formulas(FILES);
        assertThat(formulas.takeFiles()).isEqualTo(1);
        assertThat(formulas.takeFiles()).isZero();
        day("customer-1", DAY, 70, 0.5);
        day("customer-1", DAY.plusDays(1), 62.5, 1.25);
        day("customer-2", DAY, 120, 3);
        hub.aggregate("customer-3", "prod-a", DAY, "tempC", 70);
        hub.aggregate("customer-4", "prod-a", DAY, "rpm", 900);
        hub.aggregate("customer-1", "prod-b", DAY, "tempC", 70);
        hub.aggregate("customer-1", "prod-b", DAY, "vibration", 0.5);

        List<String> progress = new ArrayList<>();
        assertThat(formulas.apply(List.of(DAY.plusDays(1), DAY, DAY), progress::add))
                .isEqualTo(5);
        assertThat(progress).containsExactly("2 of 2 days, 5 results");
        assertThat(items(daily(null, "")))
                .extracting(row -> row.get("day") + " " + row.get("customerId") + " "
                        + row.getOrDefault("value", row.get("reason")) + " v" + row.get("version"))
                .containsExactly(
                        "2026-01-30 customer-1 75.0 v1",
                        "2026-01-30 customer-2 0.0 v1",
                        "2026-01-30 customer-3 no readings of vibration that day, at character 32 v1",
                        "2026-01-30 customer-4 no readings of tempC that day, at character 14 v1",
                        "2026-01-31 customer-1 82.5 v1");
        assertThat(items(daily(null, "")).get(0)).containsEntry("inputs", Map.of("tempC", 70.0, "vibration", 0.5));

        day("customer-1", DAY, 80, 0.5);
        hub.database.update("delete from analytics.customer_product_day where customer_id = 'customer-2'");
        formulas.apply(List.of(DAY), null);
        assertThat(items(daily(null, "")))
                .extracting(row -> row.get("customerId") + " " + row.get("value"))
                .contains("customer-1 55.0")
                .noneMatch(row -> row.startsWith("customer-2"));
    }

    @Test
    void aVersionIsTriedThenPublishedThenTakenBack() throws Exception {
        Formulas formulas = hub.formulas(FILES);
        FormulaDesk desk = hub.desk(formulas);
        formulas.takeFiles();
        day("customer-1", DAY, 70, 0.5);
        day("customer-2", DAY, 40, 0);

        Map<String, Object> draft = Map.of("formulaId", ID, "productId", "prod-a", "formula", "100 - tempC.max");
        assertThat(desk.register(draft, "kim"))
                .containsEntry("version", 2)
                .containsEntry("active", false)
                .containsEntry("variables", List.of("tempC.max"));
        assertThat(desk.register(draft, "kim")).containsEntry("version", 2);
        assertThatThrownBy(() -> desk.publish(ID, Map.of("version", 2), "kim"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not tried");

        Map<String, Object> tried =
                hub.trial.attempt(ID, Map.of("version", 2, "from", "2026-01-01", "to", "2026-01-31"), "kim");
        assertThat(tried).containsEntry("rows", 2L).containsEntry("changed", 2L).containsEntry("max", 59.0);
        assertThat(items(tried).get(0)).containsEntry("value", 29.0).containsEntry("before", 75.0);
        assertThat(desk.publish(ID, Map.of("comment", "simpler"), "kim")).containsEntry("version", 2);
        formulas.apply(List.of(DAY), null);
        assertThat(items(daily("customer-1", "")))
                .extracting(row -> row.get("value"))
                .containsExactly(29.0);

        assertThat(desk.rollBack(ID, Map.of(), "lee")).containsEntry("version", 1);
        assertThatThrownBy(() -> desk.rollBack(ID, null, "lee")).isInstanceOf(IllegalStateException.class);
        assertThat((List<?>) desk.get(ID).get("history")).hasSize(3);
        hub.clock.move(java.time.Duration.ofMinutes(1));
        formulas.apply(List.of(DAY), null);
        assertThat(items(daily("customer-1", "")))
                .extracting(row -> row.get("value"))
                .containsExactly(75.0);
        assertThat(items(hub.answers.daily(ID, "2026-01-01", "2026-02-01", null, 2, null, null, "")))
                .hasSize(2);
        assertThat((List<?>) desk.versions(ID).get("items")).hasSize(2);
    }

    @Test
    void aBadFormulaChangesNothing() throws Exception {
        Formulas formulas = hub.formulas(folder);
        FormulaDesk desk = hub.desk(formulas);
        write("formula: tempC - 60");
        assertThat(formulas.takeFiles()).isEqualTo(1);
        write("formula: exec(tempC)");
        assertThat(formulas.takeFiles()).isZero();
        assertThat((List<?>) desk.list(null).get("problems"))
                .singleElement()
                .asString()
                .contains(ID + ".formula.yaml:3 formula: at character 1: there is no function 'exec'");
        assertThat(desk.get(ID)).containsEntry("version", 1).containsEntry("formula", "tempC - 60");

        for (String bad : List.of("tempC.getClass()", "RANDOM()", "humidity", "tempC > 3", "tempC +", "9^9^9")) {
            assertThatThrownBy(
                            () -> desk.register(Map.of("formulaId", ID, "productId", "prod-a", "formula", bad), "kim"))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at character");
        }
        assertThatThrownBy(
                        () -> desk.register(Map.of("formulaId", ID, "productId", "prod-b", "formula", "tempC"), "kim"))
                .hasMessageContaining("belongs to product 'prod-a'");
        assertThat((List<?>) desk.versions(ID).get("items")).hasSize(1);
        assertThatThrownBy(() -> desk.publish("no-such", null, "kim")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> hub.trial.attempt(ID, Map.of("from", "yesterday", "to", "2026-01-31"), "kim"))
                .hasMessageContaining("from: 'yesterday' is no day");
    }

    @Test
    void aFileIsTakenUpOnceAndLeavesAlonePublishedVersions() throws Exception {
        write("formula: tempC - 60");
        Formulas formulas = hub.formulas(folder);
        assertThat(formulas.takeFiles()).isEqualTo(1);
        FormulaDesk desk = hub.desk(formulas);
        desk.register(Map.of("formulaId", ID, "productId", "prod-a", "formula", "tempC - 50"), "kim");
        hub.trial.attempt(ID, Map.of("from", "2026-01-01", "to", "2026-01-31"), "kim");
        desk.publish(ID, null, "kim");

        assertThat(hub.formulas(folder).takeFiles()).isZero();
        assertThat(desk.get(ID)).containsEntry("version", 2);
        write("formula: tempC - 40");
        assertThat(formulas.takeFiles()).isEqualTo(1);
        assertThat(hub.formulas(folder).takeFiles()).isZero();
        assertThat(desk.get(ID)).containsEntry("version", 3).containsEntry("formula", "tempC - 40");
    }

    @Test
    void aRetiredFormulaIsNotComputedAndNotRevivedByItsFile() throws Exception {
        Formulas formulas = hub.formulas(FILES);
        formulas.takeFiles();
        day("customer-1", DAY, 70, 0.5);
        formulas.apply(List.of(DAY), null);
        FormulaDesk desk = hub.desk(formulas);
        assertThat(desk.retire(ID, "kim")).doesNotContainKey("version");
        assertThatThrownBy(() -> desk.retire(ID, "kim")).isInstanceOf(IllegalStateException.class);
        assertThat(hub.formulas(FILES).takeFiles()).isZero();
        assertThat(formulas.apply(List.of(DAY), null)).isZero();
        assertThat(items(daily(null, ""))).hasSize(1);
        assertThat(desk.publish(ID, null, "kim")).containsEntry("version", 1);
        assertThat(formulas.apply(List.of(DAY), null)).isEqualTo(1);
    }

    @Test
    void theCustomersOwnFormulaIsForHimAlone() throws Exception {
        Formulas formulas = hub.formulas(folder);
        write("formula: tempC / (vibration - 0.5)\ncustomerId: customer-1");
        formulas.takeFiles();
        day("customer-1", DAY, 70, 0.5);
        day("customer-2", DAY, 70, 1.5);
        assertThat(formulas.apply(List.of(DAY), null)).isEqualTo(1);
        assertThat(items(daily(null, "customer-1")))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContainKey("value"))
                .satisfies(row -> assertThat(row).containsEntry("reason", "division by zero, at character 7"));
        assertThat(items(daily(null, "customer-2"))).isEmpty();
        assertThatThrownBy(() -> daily("customer-1", "customer-2")).isInstanceOf(SecurityException.class);
    }

    @Test
    void aPastSpanIsComputedAgainWhicheverHubIsAtIt() throws Exception {
        Formulas formulas = hub.formulas(FILES);
        formulas.takeFiles();
        LocalDate first = DAY.minusDays(99);
        for (LocalDate day = first; !day.isAfter(DAY); day = day.plusDays(1)) {
            day("customer-1", day, 70, 0.5);
            day("customer-2", day, 65, 0.5);
        }
        Map<String, Object> span = Map.of("from", first.toString(), "to", DAY.toString());
        assertThat(hub.recompute.ask(ID, span, "kim"))
                .containsEntry("state", "waiting")
                .containsEntry("days", 100L)
                .containsEntry("daysDone", 0L);
        hub.recompute.ask(ID, span, "kim");
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<?>> hubs =
                List.of(two.submit(() -> work(hub.recompute)), two.submit(() -> work(hub.anotherRecompute())));
        for (Future<?> each : hubs) {
            each.get();
        }
        two.shutdown();
        assertThat(items(hub.recompute.list(ID)))
                .hasSize(2)
                .allSatisfy(job -> assertThat(job)
                        .containsEntry("state", "done")
                        .containsEntry("daysDone", 100L)
                        .containsEntry("results", 200L));
        List<Map<String, Object>> pages = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> page =
                    hub.answers.daily(ID, first.toString(), DAY.toString(), null, null, 30, cursor, "");
            pages.addAll(items(page));
            cursor = (String) page.get("next");
        } while (cursor != null);
        assertThat(pages).hasSize(200).extracting(row -> row.get("value")).containsOnly(75.0, 85.0);
    }

    @Test
    void theWorkOfAHubThatIsGoneIsGoneOnWith() throws Exception {
        hub.formulas(FILES).takeFiles();
        day("customer-1", DAY, 70, 0.5);
        hub.recompute.ask(ID, Map.of("from", "2026-01-01", "to", "2026-01-30"), "kim");
        hub.database.update(
                "update analytics.formula_recompute set state = 'running', next_day = '2026-01-20', leased_until = ?",
                hub.clock.instant().plusSeconds(60));
        hub.recompute.work();
        assertThat(items(hub.recompute.list(ID)).get(0)).containsEntry("state", "running");
        hub.clock.move(java.time.Duration.ofMinutes(3));
        hub.recompute.work();
        assertThat(items(hub.recompute.list(ID)).get(0))
                .containsEntry("state", "done")
                .containsEntry("results", 1L);
    }

    private static Void work(FormulaRecompute recompute) throws Exception {
        recompute.work();
        return null;
    }

    private static void day(String customer, LocalDate day, double tempC, double vibration) throws Exception {
        hub.aggregate(customer, "prod-a", day, "tempC", tempC);
        hub.aggregate(customer, "prod-a", day, "vibration", vibration);
    }

    private void write(String lines) throws IOException {
        Files.writeString(
                folder.resolve(ID + ".formula.yaml"), "formulaId: " + ID + "\nproductId: prod-a\n" + lines + "\n");
    }

    private static Map<String, Object> daily(String customer, String own) throws Exception {
        return hub.answers.daily(ID, "2026-01-01", "2026-02-01", customer, null, null, null, own);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> answer) {
        return (List<Map<String, Object>>) answer.get("items");
    }
}
