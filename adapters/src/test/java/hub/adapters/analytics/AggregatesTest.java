package hub.adapters.analytics;

import static hub.adapters.analytics.TestingCold.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import hub.adapters.Database;
import hub.adapters.MovedClock;
import hub.message.DevicePlacement;
import hub.message.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregatesTest {

    private static EmbeddedPostgres postgres;
    private static Database database;

    private final MovedClock clock = new MovedClock("2026-03-05T00:00:00Z");
    private final TestingCold cold = new TestingCold();
    private final List<DevicePlacement> placements = new ArrayList<>();
    private final Aggregates aggregates = new Aggregates(database.source(), new SimpleMeterRegistry(), clock);
    private final DeviceRemoval removal = new DeviceRemoval(database.source(), cold, clock);
    private final ProductAggregates products =
            new ProductAggregates(database.source(), new AggregateSettings(ZoneId.of("Asia/Seoul"), 500), clock);
    private final CustomerAggregates customers =
            new CustomerAggregates(database.source(), (from, until) -> placements, cold, clock);

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = new Database(postgres.getPostgresDatabase());
        Flyway.configure()
                .dataSource(database.source())
                .schemas("analytics")
                .locations("classpath:db/analytics")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.update("truncate analytics.partial_hour, analytics.product_hour, analytics.customer_product_day,"
                + " analytics.progress, analytics.changed_hour, analytics.changed_window,"
                + " analytics.changed_device_day, analytics.placement_used");
    }

    @Test
    void aSnapshotIsCountedOnceHoweverOftenItIsOffered() throws Exception {
        cold.commit(List.of(reading("d1", "2026-03-01T10:20:00Z", "tempC", 20.5, "on", true, "mode", "eco")));

        assertThat(aggregates.apply(cold.added(0))).isTrue();
        assertThat(aggregates.apply(cold.added(0))).isFalse();
        assertThat(aggregates.position()).isEqualTo(1);

        Map<PartKey, Part> parts = parts();
        assertThat(parts).hasSize(2);
        assertThat(parts.values()).extracting(Part::n).containsOnly(1L);
    }

    @Test
    void whateverTheOrderAndTheBatchesThePartsAreThoseOfAllReadingsAtOnce() throws Exception {
        Random random = new Random(5);
        List<Telemetry> readings = new ArrayList<>();
        for (int index = 0; index < 3000; index++) {
            long time = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli() + random.nextInt(48 * 3_600_000);
            readings.add(reading(
                    "d" + random.nextInt(5),
                    time,
                    "tempC",
                    random.nextInt(1000) / 10.0,
                    "load",
                    random.nextGaussian()));
        }
        Map<PartKey, Part> expected = ReadingParts.of(readings);
        Collections.shuffle(readings, random);
        for (int from = 0; from < readings.size(); from += 700) {
            cold.commit(readings.subList(from, Math.min(readings.size(), from + 700)));
        }
        cold.countInto(aggregates);

        assertThat(parts()).isEqualTo(expected);
    }

    @Test
    void aProductsWindowsAreComputedAndComputedAgainOnlyWhereLateReadingsChangeThem() throws Exception {
        cold.commit(List.of(
                reading("d1", "2026-03-01T10:20:00Z", "tempC", 20),
                reading("d2", "2026-03-01T10:50:00Z", "tempC", 30),
                reading("d1", "2026-03-01T11:00:00Z", "tempC", 40)));
        cold.countInto(aggregates);

        Map<String, Document> written = write("1h,6h");
        assertThat(written)
                .containsOnlyKeys(
                        "prod-a/1h/2026-03-01T10:00:00Z",
                        "prod-a/1h/2026-03-01T11:00:00Z",
                        "prod-a/6h/2026-03-01T09:00:00Z"); // 18:00 in Seoul
        assertThat(tempC(written.get("prod-a/6h/2026-03-01T09:00:00Z")))
                .containsEntry("count", 3L)
                .containsEntry("avg", 30.0)
                .containsEntry("devices", 2)
                .containsEntry("last", 40.0);
        assertThat(write("1d")).containsOnlyKeys("prod-a/1d/2026-02-28T15:00:00Z");
        assertThat(write("1h,6h,1d")).isEmpty();

        cold.commit(List.of(reading("d3", "2026-03-01T11:30:00Z", "tempC", 10)));
        cold.countInto(aggregates);
        written = write("1h,6h,1d");
        assertThat(written)
                .containsOnlyKeys(
                        "prod-a/1h/2026-03-01T11:00:00Z",
                        "prod-a/6h/2026-03-01T09:00:00Z",
                        "prod-a/1d/2026-02-28T15:00:00Z");
        assertThat(tempC(written.get("prod-a/1d/2026-02-28T15:00:00Z")))
                .containsEntry("count", 4L)
                .containsEntry("avg", 25.0)
                .containsEntry("devices", 3);
    }

    @Test
    void aWindowThatChangesWhileItIsWrittenStaysDue() throws Exception {
        cold.commit(List.of(reading("d1", "2026-03-01T10:20:00Z", "tempC", 20)));
        cold.countInto(aggregates);
        ProductWrites slow = products.changed("1h");
        ProductWrites quick = products.changed("1h");
        products.finish(quick);

        assertThat(products.finish(slow))
                .as("another hub has written it as well")
                .isZero();
        assertThat(write("1h")).hasSize(1);
        assertThat(write("1h")).isEmpty();
    }

    @Test
    void aDeviceThatMovesWithinAnHourLeavesEachReadingWithWhomItBelongsTo() throws Exception {
        long moved = Instant.parse("2026-03-01T10:34:56.789Z").toEpochMilli();
        place("d1", "one", "Asia/Seoul", 0, moved);
        place("d1", "two", "Asia/Seoul", moved, Long.MAX_VALUE);
        place("d2", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        cold.commit(List.of(
                reading("d1", "2026-03-01T10:10:00Z", "tempC", 1),
                reading("d1", moved - 1, "tempC", 2),
                reading("d1", moved, "tempC", 4),
                reading("d1", "2026-03-01T11:10:00Z", "tempC", 8),
                reading("d2", "2026-03-01T10:40:00Z", "tempC", 16)));
        cold.countInto(aggregates);

        assertThat(computed())
                .containsExactlyInAnyOrder(
                        new CustomerDay("one", "prod-a", LocalDate.of(2026, 3, 1)),
                        new CustomerDay("two", "prod-a", LocalDate.of(2026, 3, 1)));
        assertThat(days())
                .containsExactly("one 2026-03-01 n=3 sum=19.0 devices=2", "two 2026-03-01 n=2 sum=12.0 devices=1");
        assertThat(computed()).isEmpty();
    }

    @Test
    void daysAreTheCustomersOwnAlsoWhereTheyBeginWithinAnHour() throws Exception {
        place("d1", "seoul", "Asia/Seoul", 0, Long.MAX_VALUE);
        place("d2", "kolkata", "Asia/Kolkata", 0, Long.MAX_VALUE);
        for (String device : List.of("d1", "d2")) {
            cold.commit(List.of(
                    reading(device, "2026-03-01T14:59:59.999Z", "tempC", 1), // 23:59 in Seoul
                    reading(device, "2026-03-01T15:00:00Z", "tempC", 2), // midnight in Seoul
                    reading(device, "2026-03-01T18:29:59.999Z", "tempC", 4), // 23:59 in Kolkata
                    reading(device, "2026-03-01T18:30:00Z", "tempC", 8))); // midnight in Kolkata
        }
        cold.countInto(aggregates);
        computed();

        assertThat(days())
                .containsExactly(
                        "kolkata 2026-03-01 n=3 sum=7.0 devices=1",
                        "kolkata 2026-03-02 n=1 sum=8.0 devices=1",
                        "seoul 2026-03-01 n=1 sum=1.0 devices=1",
                        "seoul 2026-03-02 n=3 sum=14.0 devices=1");
    }

    @Test
    void aDayIsComputedWhenItIsOverAndAgainWhenLateReadingsCome() throws Exception {
        place("d1", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        clock.set("2026-03-01T14:59:59Z");
        cold.commit(List.of(reading("d1", "2026-03-01T10:10:00Z", "tempC", 1)));
        cold.countInto(aggregates);
        assertThat(computed()).isEmpty();

        clock.set("2026-03-01T15:00:00Z");
        assertThat(computed()).hasSize(1);
        assertThat(computed()).isEmpty();

        clock.set("2026-03-03T01:00:00Z");
        cold.commit(List.of(
                reading("d1", "2026-03-01T12:00:00Z", "tempC", 5), reading("d1", "2026-03-03T00:59:00Z", "tempC", 5)));
        cold.countInto(aggregates);
        assertThat(computed()).containsExactly(new CustomerDay("one", "prod-a", LocalDate.of(2026, 3, 1)));
        assertThat(days()).containsExactly("one 2026-03-01 n=2 sum=6.0 devices=1");
    }

    @Test
    void aMoveThatBecomesKnownLateIsComputedAgainForBothCustomers() throws Exception {
        place("d1", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        cold.commit(List.of(
                reading("d1", "2026-03-01T10:10:00Z", "tempC", 1),
                reading("d1", "2026-03-02T10:10:00Z", "tempC", 2),
                reading("d1", "2026-03-02T10:50:00Z", "tempC", 4)));
        cold.countInto(aggregates);
        computed();

        placements.clear();
        long moved = Instant.parse("2026-03-02T10:30:00Z").toEpochMilli();
        place("d1", "one", "Asia/Seoul", 0, moved);
        place("d1", "two", "Asia/Seoul", moved, Long.MAX_VALUE);
        assertThat(computed())
                .containsExactlyInAnyOrder(
                        new CustomerDay("one", "prod-a", LocalDate.of(2026, 3, 2)),
                        new CustomerDay("two", "prod-a", LocalDate.of(2026, 3, 2)));
        assertThat(days())
                .containsExactly(
                        "one 2026-03-01 n=1 sum=1.0 devices=1",
                        "one 2026-03-02 n=1 sum=2.0 devices=1",
                        "two 2026-03-02 n=1 sum=4.0 devices=1");

        placements.clear();
        assertThat(computed()).hasSize(3);
        assertThat(days()).as("nobody ever had it").isEmpty();
    }

    @Test
    void aForgottenDeviceIsInNoFigureAnyMore() throws Exception {
        place("d1", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        cold.commit(List.of(reading("d1", "2026-03-01T10:10:00Z", "tempC", 1)));
        cold.countInto(aggregates);
        computed();
        write("1h,6h,1d");

        assertThat(removal.forget("d1", clock.instant()))
                .containsEntry("analytics.partial_hour", 1)
                .containsEntry("analytics.product_hour.recomputed", 1);
        computed();

        assertThat(days()).isEmpty();
        ProductWrites writes = products.changed("1h,6h,1d");
        assertThat(writes.documents()).hasSize(3).allMatch(DeleteOneModel.class::isInstance);
    }

    @Test
    void windowsAndDaysAreComputedAgainWithoutTheDeviceAndWhatItMeasuredLaterStays() throws Exception {
        place("d1", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        place("d2", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        cold.commit(List.of(
                reading("d1", "2026-03-01T09:10:00Z", "tempC", 1),
                reading("d1", "2026-03-01T10:10:00Z", "tempC", 2, "rpm", 7),
                reading("d1", "2026-03-01T10:40:00Z", "tempC", 4),
                reading("d2", "2026-03-01T09:20:00Z", "tempC", 16),
                reading("d2", "2026-03-01T10:20:00Z", "tempC", 32)));
        cold.countInto(aggregates);
        computed();
        write("1h,6h,1d");

        Instant wish = Instant.parse("2026-03-01T10:30:00Z");
        assertThat(removal.forget("d1", wish))
                .containsEntry("analytics.partial_hour", 3)
                .containsEntry("analytics.product_hour.recomputed", 2);
        computed();

        assertThat(days()).containsExactly("one 2026-03-01 n=3 sum=52.0 devices=2");
        assertThat(write("1h").values())
                .extracting(hour -> tempC(hour).get("count"))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(write("1d").values())
                .singleElement()
                .satisfies(day -> assertThat(day.getList("metrics", Document.class))
                        .as("rpm was measured by the device alone, and before")
                        .hasSize(1));
        assertThat(removal.forget("d1", wish)).containsEntry("analytics.partial_hour", 0);
    }

    @Test
    void aHubThatIsKilledWhileItCountsHasCountedNothing() throws Exception {
        cold.commit(List.of(reading("d1", "2026-03-01T10:20:00Z", "tempC", 20)));
        AddedReadings added = cold.added(0);
        AddedReadings deadly = new AddedReadings(0, 1, (size, each) -> {
            added.batches().forEachBatch(size, each);
            throw new IllegalStateException("killed");
        });

        assertThatThrownBy(() -> aggregates.apply(deadly)).hasMessage("killed");
        assertThat(parts()).isEmpty();
        cold.countInto(aggregates);

        assertThat(parts().values()).extracting(Part::n).containsOnly(1L);
    }

    @Test
    void aRecomputationFindsWhatDiffersFromTheColdStoreAndMendsItUnlessItOnlyChecks() throws Exception {
        Recomputations recomputations = new Recomputations(database.source(), cold, new SimpleMeterRegistry(), clock);
        place("d1", "one", "Asia/Seoul", 0, Long.MAX_VALUE);
        cold.commit(List.of(
                reading("d1", "2026-03-01T10:20:00Z", "tempC", 20),
                reading("d1", "2026-03-01T11:20:00Z", "tempC", 30),
                reading("d1", "2026-03-02T10:20:00Z", "tempC", 40)));
        cold.countInto(aggregates);
        computed();
        write("1h,6h,1d");
        Map<PartKey, Part> right = parts();
        database.update("update analytics.partial_hour set n = 2 where hour = '2026-03-01 10:00Z'");
        database.update("delete from analytics.partial_hour where hour = '2026-03-01 11:00Z'");

        Map<String, Object> check = recompute(recomputations, true);
        assertThat(check)
                .containsEntry("parts", 3L)
                .containsEntry("differing", 2L)
                .containsEntry("state", "done");
        assertThat(check.get("examples"))
                .isEqualTo(List.of("d1 tempC 2026-03-01T10:00:00Z", "d1 tempC 2026-03-01T11:00:00Z"));
        assertThat(parts()).isNotEqualTo(right);

        assertThat(recompute(recomputations, false)).containsEntry("differing", 2L);
        assertThat(parts()).isEqualTo(right);
        assertThat(recompute(recomputations, true)).containsEntry("differing", 0L);
        assertThat(computed()).hasSize(1);
        assertThat(write("1h,6h,1d")).hasSize(4);
    }

    private static Map<String, Object> recompute(Recomputations recomputations, boolean dryRun) throws SQLException {
        Map<String, Object> asked = recomputations.ask(
                Map.of(
                        "productId",
                        "prod-a",
                        "from",
                        "2026-03-01T00:30:00Z",
                        "to",
                        "2026-03-03T00:00:00Z",
                        "dryRun",
                        dryRun),
                "lab");
        while (recomputations.step()) {
            // Stretch by stretch.
        }
        return recomputations.find((String) asked.get("id"));
    }

    private Map<PartKey, Part> parts() throws SQLException {
        return database.inTransaction(connection -> PartRows.of(connection, "prod-a", 0, 4_000_000_000_000L));
    }

    private Map<String, Document> write(String sizes) throws SQLException {
        ProductWrites writes = products.changed(sizes);
        assertThat(products.finish(writes)).isEqualTo(writes.documents().size());
        Map<String, Document> written = new LinkedHashMap<>();
        for (WriteModel<Document> write : writes.documents()) {
            Document document = ((ReplaceOneModel<Document>) write).getReplacement();
            written.put(document.getString("_id"), document);
        }
        return written;
    }

    private static Document tempC(Document window) {
        return window.getList("metrics", Document.class).stream()
                .filter(metric -> metric.getString("metric").equals("tempC"))
                .findFirst()
                .orElseThrow();
    }

    private List<CustomerDay> computed() throws Exception {
        CustomerDays days = customers.compute();
        customers.finish(days);
        return days.days();
    }

    private void place(String device, String customer, String zone, long from, long until) {
        placements.add(new DevicePlacement(device, "site-" + customer, customer, zone, from, until));
    }

    private List<String> days() throws SQLException {
        return database.select(
                "select customer_id || ' ' || day || ' n=' || n || ' sum=' || to_char(sum, 'FM990.0') || ' devices='"
                        + " || devices from analytics.customer_product_day where metric = 'tempC' order by 1",
                row -> row.getString(1));
    }
}
