package hub.adapters.schedule;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.adapters.ChildProgram;
import hub.adapters.MovedClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final String DAILY = "cron=0 0 0 * * *&zone=Asia/Seoul";
    private static final String EVERY_SECOND = "cron=* * * * * *&catchUp=all";

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    private final MovedClock clock = new MovedClock();
    private final ScheduleDesk desk = new ScheduleDesk(database, clock);

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        database = postgres.getPostgresDatabase();
        Flyway.configure()
                .dataSource(database)
                .schemas("hub")
                .locations("classpath:db/hub")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void twoHubsRunEachDueTimeOnce() throws Exception {
        try (TestingSchedules one = TestingSchedules.start(database, "one", Clock.systemUTC());
                TestingSchedules other = TestingSchedules.start(database, "other", Clock.systemUTC())) {
            one.route("once", EVERY_SECOND);
            other.route("once", EVERY_SECOND);
            await().atMost(ofSeconds(30)).until(() -> one.done.size() + other.done.size() >= 4);
        }
        List<Instant> due = desk.get("once").get("runs") instanceof List<?> runs
                ? runs.stream()
                        .map(run -> Instant.parse((String) ((Map<?, ?>) run).get("due")))
                        .toList()
                : List.of();
        List<Instant> seconds = new ArrayList<>();
        for (Instant second = due.get(due.size() - 1); seconds.size() < due.size(); second = second.plusSeconds(1)) {
            seconds.add(0, second);
        }
        assertThat(due).isEqualTo(seconds);
    }

    @Test
    void whatWasMissedIsMadeUpForAsTheRouteSays() throws Exception {
        Map<String, Integer> expected = Map.of("all", 3, "last", 1, "none", 0);
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            for (String catchUp : expected.keySet()) {
                hub.route("missed-" + catchUp, DAILY + "&catchUp=" + catchUp);
            }
        }
        clock.move(ofDays(3));
        for (String catchUp : expected.keySet()) {
            try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
                hub.route("missed-" + catchUp, DAILY + "&catchUp=" + catchUp);
                await().atMost(ofSeconds(10))
                        .until(() -> desk.get("missed-" + catchUp).get("next").equals("2026-02-03T15:00:00Z"));
                assertThat(hub.done).hasSize(expected.get(catchUp)).isSorted();
                if (!hub.done.isEmpty()) {
                    assertThat(hub.done.get(hub.done.size() - 1)).isEqualTo("2026-02-02T15:00:00Z");
                }
            }
        }
    }

    @Test
    void aFailedRunIsTriedAgainAndTheDayAfterIsNotLost() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            hub.route("failing", DAILY + "&catchUp=all", exchange -> {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("the store is full");
                }
                hub.done.add(exchange.getMessage().getBody(Instant.class));
            });
            clock.set("2026-01-31T15:00:01Z");
            await().atMost(ofSeconds(10))
                    .until(() -> "failing".equals(desk.get("failing").get("state")));
            assertThat(desk.get("failing"))
                    .containsEntry("failures", 1)
                    .containsEntry("next", "2026-01-31T15:00:00Z")
                    .containsEntry("triedAgain", "2026-01-31T15:00:31Z")
                    .extracting("runs")
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .first()
                    .hasFieldOrPropertyWithValue("outcome", "failed")
                    .hasFieldOrPropertyWithValue("error", "java.lang.IllegalStateException: the store is full");
            clock.move(ofSeconds(30));
            await().atMost(ofSeconds(10))
                    .until(() -> Integer.valueOf(2).equals(desk.get("failing").get("failures")));
            clock.move(ofDays(1));
            await().atMost(ofSeconds(10)).until(() -> hub.done.size() == 2);
            assertThat(hub.done)
                    .containsExactly(Instant.parse("2026-01-31T15:00:00Z"), Instant.parse("2026-02-01T15:00:00Z"));
        }
    }

    @Test
    void aPersonHasItRunAndSeesHowFarItIs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            hub.route("by-hand", DAILY, exchange -> {
                exchange.getProperty("scheduleRun", ScheduleRun.class).accept("3 of 7 days");
                end.await(20, TimeUnit.SECONDS);
                hub.done.add(exchange.getMessage().getBody(Instant.class));
            });
            desk.run("by-hand", Map.of("due", "2026-01-20T15:00:00Z"), "kim");
            await().atMost(ofSeconds(10)).until(() -> last("by-hand").containsKey("progress"));
            assertThat(last("by-hand"))
                    .containsEntry("progress", "3 of 7 days")
                    .containsEntry("askedBy", "kim")
                    .containsEntry("outcome", "running")
                    .containsEntry("instance", "one");
            assertThatThrownBy(() -> desk.run("by-hand", Map.of(), "lee"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("runs at this moment");
            end.countDown();
            await().atMost(ofSeconds(10))
                    .until(() -> "done".equals(last("by-hand").get("outcome")));
            assertThat(hub.done).containsExactly(Instant.parse("2026-01-20T15:00:00Z"));
            assertThat(desk.get("by-hand")).containsEntry("next", "2026-01-31T15:00:00Z");
        }
        assertThatThrownBy(() -> desk.run("no-such", Map.of(), "lee")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> desk.run("by-hand", Map.of("due", "2027-01-01T00:00:00Z"), "lee"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("due");
    }

    @Test
    void theRunOfAKilledHubIsTakenOver() throws Exception {
        try (ChildProgram doomed =
                ChildProgram.start(DoomedHub.class, postgres.getJdbcUrl("postgres", "postgres"), EVERY_SECOND)) {
            Instant begun = Instant.parse(doomed.awaitLine("BEGUN"));
            try (TestingSchedules heir = TestingSchedules.start(database, "heir", Clock.systemUTC())) {
                heir.route("takeover", EVERY_SECOND);
                assertThat(last("takeover")).containsEntry("instance", "doomed").containsEntry("outcome", "running");
                doomed.kill();
                await().atMost(ofSeconds(20)).until(() -> heir.done.size() >= 2);
                assertThat(heir.done).doesNotHaveDuplicates().first().isEqualTo(begun);
            }
        }
        assertThat((List<?>) desk.get("takeover").get("runs"))
                .anySatisfy(run -> assertThat(run).hasFieldOrPropertyWithValue("outcome", "lost"));
    }

    @Test
    void aChangedTimetableBeginsAnewAndAStoppedRouteRunsNoMore() throws Exception {
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            hub.route("changed", DAILY);
            hub.remove("changed");
            clock.move(ofDays(1));
            hub.route("changed", "cron=0 30 6 * * MON&zone=UTC");
            assertThat(desk.get("changed")).containsEntry("next", "2026-02-02T06:30:00Z");
            clock.move(ofDays(1));
            await().atMost(ofSeconds(10)).until(() -> hub.done.size() == 1);
            hub.remove("changed");
            assertThat(desk.get("changed")).containsEntry("next", "2026-02-09T06:30:00Z");
        }
    }

    @Test
    void whileTheDatabaseIsAwayNothingRunsAndAfterwardsNothingIsLost() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        DataSource unsteady = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("the connection was refused");
                    }
                    return method.invoke(database, arguments);
                });
        try (TestingSchedules hub = TestingSchedules.start(unsteady, "one", clock)) {
            hub.route("unsteady", DAILY + "&catchUp=all");
            away.set(true);
            clock.move(ofDays(2));
            await().during(ofSeconds(1)).atMost(ofSeconds(2)).until(hub.done::isEmpty);
            away.set(false);
            await().atMost(ofSeconds(10)).until(() -> hub.done.size() == 2);
        }
        assertThat((List<?>) desk.get("unsteady").get("runs")).hasSize(2);
    }

    @Test
    void manySchedulesEndAtOnce() throws Exception {
        long begun;
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            for (int number = 0; number < 20; number++) {
                hub.route("many-" + number, DAILY);
            }
            begun = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ofSeconds(5));
    }

    @Test
    void whatCannotBeReadIsSaidWhenTheRouteIsBuilt() throws Exception {
        try (TestingSchedules hub = TestingSchedules.start(database, "one", clock)) {
            assertThatThrownBy(() -> hub.route("bad", "cron=every day")).hasStackTraceContaining("write six fields");
            assertThatThrownBy(() -> hub.route("bad", DAILY + "&catchUp=some"))
                    .hasStackTraceContaining("write all, last or none");
            assertThatThrownBy(() -> hub.route("bad", "cron=0 0 0 * * *&zone=Seoul"))
                    .hasStackTraceContaining("such as Asia/Seoul");
            assertThatThrownBy(() -> hub.route("bad", "zone=UTC")).hasStackTraceContaining("add the parameter cron");
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> last(String name) throws Exception {
        List<?> runs = (List<?>) desk.get(name).get("runs");
        return runs.isEmpty() ? Map.of() : (Map<String, Object>) runs.get(0);
    }
}
