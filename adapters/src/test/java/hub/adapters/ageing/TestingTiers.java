package hub.adapters.ageing;

import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.message.Telemetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** All tiers, real but for cold, with a clock that a test moves. */
final class TestingTiers implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static DataSource shared;

    final MovedClock clock = new MovedClock(BEGIN.toString());
    final Map<String, Duration> products = new TreeMap<>();
    final DataSource warm;
    final TestingHot hot;
    final TestingCold cold;
    final LegalHolds holds;
    long sent;

    TestingTiers(Path folder) throws Exception {
        warm = database();
        hot = new TestingHot("", folder, clock);
        cold = new TestingCold(warm);
        holds = new LegalHolds(warm, subjects(), clock);
    }

    private static synchronized DataSource database() throws Exception {
        if (shared == null) {
            shared = TestingDatabase.with("hub", "service");
            TestingCold.create(shared);
        }
        try (Connection connection = shared.getConnection()) {
            connection
                    .createStatement()
                    .execute("truncate public.cold, hub.age_span, hub.age_result, hub.legal_hold, hub.deletion,"
                            + " hub.history_place, service.command_execution, service.command_history, service.notice");
        }
        return shared;
    }

    /** Where a child process finds the same database. */
    String warmUrl() throws Exception {
        try (Connection connection = warm.getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    static DataSource warm(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser("postgres");
        return source;
    }

    private static Subjects subjects() {
        return new Subjects() {
            @Override
            public Set<String> ofCustomer(String customerId) {
                return customerId.equals("customer-1") ? Set.of("device-0", "device-1") : Set.of();
            }

            @Override
            public Set<String> ofProduct(String productId) {
                return Set.of();
            }
        };
    }

    TelemetryAgeing ageing() {
        return ageing(hot, cold, warm, holds, products, clock, 100, Duration.ZERO);
    }

    static TelemetryAgeing ageing(
            HotTier hot,
            ColdTier cold,
            DataSource warm,
            LegalHolds holds,
            Map<String, Duration> products,
            Clock clock,
            int page,
            Duration pause) {
        return new TelemetryAgeing(
                hot, cold, warm, holds, () -> products, settings(page, pause), new SimpleMeterRegistry(), clock);
    }

    static AgeingSettings settings(int page, Duration pause) {
        return new AgeingSettings(
                Duration.ofDays(10),
                Map.of(
                        "commands", Duration.ofDays(30),
                        "notices", Duration.ofDays(30),
                        "alarms", Duration.ofDays(30)),
                page,
                pause,
                Duration.ofDays(30));
    }

    static LegalHolds noHolds(DataSource warm, Clock clock) {
        return new LegalHolds(warm, subjects(), clock);
    }

    Deletions deletions(Deletions.Elsewhere documents) {
        return new Deletions(
                warm,
                hot,
                cold,
                new Deletions.Elsewheres(
                        Map.of("documents", documents),
                        Map.of(
                                "figures",
                                (device, before) ->
                                        Map.of("hour.recomputed", cold.ids().size()))),
                subjects(),
                holds,
                settings(100, Duration.ZERO),
                clock);
    }

    AgeingDesk desk() {
        return new AgeingDesk(warm);
    }

    /** One day of readings of four devices, every seventh dated by its arrival, in both stores. */
    List<Telemetry> oneDay(String product, int readings) {
        List<Telemetry> some = readings(product, readings, clock.instant());
        hot.add(some);
        cold.append(some);
        return some;
    }

    List<Telemetry> readings(String product, int count, Instant from) {
        List<Telemetry> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = from.plus(Duration.ofDays(1).dividedBy(count).multipliedBy(i));
            some.add(TestingHot.reading(product, "device-" + i % 4, at, sent++, i % 7 != 0));
        }
        return some;
    }

    @Override
    public void close() {
        hot.close();
    }
}
