package hub.adapters.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions never change, one is in force, and what two people or hubs do at once happens once. */
class RuleVersionsTest {
    private static final String TABLE = "prod-a.alarm.drl.csv";
    private static final DataSource DATABASE = TestingDatabase.with("hub");

    private final MovedClock clock = new MovedClock();
    private final RuleVersions versions = new RuleVersions(DATABASE, clock);
    private final RuleArrivals arrivals = new RuleArrivals(DATABASE, clock);
    private final Backtests backtests = new Backtests(DATABASE, clock);

    @BeforeEach
    void aTableFromItsFile() throws SQLException {
        new hub.adapters.Database(DATABASE)
                .update("truncate hub.rule_version, hub.rule_event, hub.rule_backtest restart identity");
        arrivals.takeFile(draft("v1", Optional.empty()), true, Optional.empty());
    }

    private static RuleVersion.Draft draft(String content, Optional<Integer> base) {
        return new RuleVersion.Draft(
                TABLE, "hash-" + content, content.getBytes(StandardCharsets.UTF_8), Optional.empty(), base, "desk", "");
    }

    private RuleVersion drafted(String content) throws SQLException {
        return versions.draft(draft(content, Optional.empty()), "kim");
    }

    /** Which of them succeeded. */
    @SafeVarargs
    private static List<Boolean> atOnce(Callable<?>... deeds) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(deeds.length);
        try {
            List<Callable<Boolean>> tried = Arrays.stream(deeds)
                    .map(deed -> (Callable<Boolean>) () -> {
                        try {
                            deed.call();
                            return true;
                        } catch (IllegalStateException refused) {
                            return false;
                        }
                    })
                    .toList();
            return threads.invokeAll(tried).stream()
                    .map(RuleVersionsTest::result)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static boolean result(Future<Boolean> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException problem) {
            throw new AssertionError(problem);
        }
    }

    private int inForce() throws SQLException {
        return versions.published(TABLE).orElseThrow().number();
    }

    private List<String> actions() throws SQLException {
        return versions.events(TABLE).stream().map(RuleEvent::action).toList();
    }

    @Test
    void aDraftIsPublishedOnceAndTakenBack() throws SQLException {
        RuleVersion two = drafted("v2");
        assertThat(two).extracting(RuleVersion::number, RuleVersion::state).containsExactly(2, "draft");
        assertThat(two.base()).contains(1);
        versions.publish(TABLE, 2, "kim", "because");
        assertThat(inForce()).isEqualTo(2);
        assertThatThrownBy(() -> versions.publish(TABLE, 2, "kim", "")).hasMessageContaining("in force already");
        assertThatThrownBy(() -> versions.publish(TABLE, 1, "kim", "")).hasMessageContaining("roll back to it");
        assertThat(versions.rollBack(TABLE, Optional.empty(), "lee", "").number())
                .isEqualTo(1);
        assertThatThrownBy(() -> versions.rollBack(TABLE, Optional.empty(), "lee", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no earlier version");
        assertThat(versions.rollBack(TABLE, Optional.of(2), "lee", "").state()).isEqualTo("published");
        assertThat(actions())
                .containsExactly("rolled-back", "rolled-back", "published", "drafted", "published", "drafted");
        assertThatThrownBy(() -> versions.get(TABLE, 9)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whoDraftedOnAnOlderVersionIsRefused() throws SQLException {
        drafted("v2");
        drafted("v3");
        versions.publish(TABLE, 2, "kim", "");
        assertThatThrownBy(() -> versions.publish(TABLE, 3, "lee", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("drafted on version 1, but version 2 is in force")
                .hasMessageContaining("/versions/1/diff/2");
        assertThatThrownBy(() -> versions.draft(draft("v4", Optional.of(1)), "lee"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void ofTwoWhoPublishAtOnceOneIsTold() throws Exception {
        drafted("v2");
        drafted("v3");
        List<Boolean> came =
                atOnce(() -> versions.publish(TABLE, 2, "kim", ""), () -> versions.publish(TABLE, 3, "lee", ""));
        assertThat(came).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aScheduledVersionComesIntoForceOnceHoweverManyHubsLook() throws Exception {
        drafted("v2");
        versions.schedule(TABLE, 2, clock.instant().plusSeconds(60), "kim", "");
        assertThat(arrivals.due()).isEmpty();
        clock.move(Duration.ofSeconds(61));
        RuleVersion due = arrivals.due().get(0);
        Callable<Object> look = () -> {
            arrivals.bringIn(due, Optional.empty());
            return true;
        };
        assertThat(atOnce(look, look, look)).containsOnly(true);
        assertThat(inForce()).isEqualTo(2);
        assertThat(actions()).containsExactly("published", "scheduled", "drafted", "published", "drafted");
    }

    @Test
    void aScheduledVersionThatIsOvertakenBecomesADraftAgain() throws SQLException {
        drafted("v2");
        drafted("v3");
        versions.schedule(TABLE, 2, clock.instant().plusSeconds(60), "kim", "");
        versions.publish(TABLE, 3, "lee", "");
        clock.move(Duration.ofSeconds(61));
        arrivals.bringIn(arrivals.due().get(0), Optional.empty());
        assertThat(inForce()).isEqualTo(3);
        assertThat(versions.get(TABLE, 2).state()).isEqualTo("draft");
        assertThat(versions.events(TABLE).get(0))
                .extracting(RuleEvent::action, RuleEvent::author)
                .containsExactly("refused", "hub");
    }

    @Test
    void oneVersionAtATimeJudgesAShareAndEndsWhenAnotherIsPublished() throws SQLException {
        drafted("v2");
        drafted("v3");
        assertThat(versions.tryOut(TABLE, 2, 10, "kim", "").share()).contains(10);
        assertThat(versions.tryOut(TABLE, 2, 30, "kim", "").share()).contains(30);
        assertThatThrownBy(() -> versions.tryOut(TABLE, 3, 10, "lee", "")).hasMessageContaining("version 2 judges");
        versions.publish(TABLE, 3, "lee", "");
        assertThat(versions.get(TABLE, 2).state()).isEqualTo("draft");
        assertThatThrownBy(() -> versions.withdraw(TABLE, 2, "kim", "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEditedFileIsAVersionOnceAndABrokenOneADraft() throws SQLException {
        String stamp = versions.stamp();
        for (int hub = 0; hub < 2; hub++) {
            arrivals.takeFile(draft("edited", Optional.empty()), true, Optional.of(1));
        }
        assertThat(versions.stamp()).isNotEqualTo(stamp);
        assertThat(inForce()).isEqualTo(2);
        arrivals.takeFile(draft("broken", Optional.empty()), false, Optional.of(2));
        assertThat(versions.get(TABLE, 3))
                .extracting(RuleVersion::state, RuleVersion::origin)
                .containsExactly("draft", "file");
        arrivals.takeFile(draft("v1", Optional.empty()), true, Optional.of(2));
        assertThat(inForce()).isEqualTo(1);
        arrivals.retire(TABLE, "file");
        assertThat(versions.published(TABLE)).isEmpty();
    }

    @Test
    void aBacktestIsClaimedOnceTakenOverAndCancelled() throws SQLException {
        drafted("v2");
        Backtest asked = backtests.ask(
                TABLE, 2, 1, clock.instant().minusSeconds(60), clock.instant(), "", List.of("a", "b"), "kim");
        assertThat(asked.devices()).containsExactly("a", "b");
        assertThat(backtests.claim()).map(Backtest::id).contains(asked.id());
        assertThat(backtests.claim()).isEmpty();
        assertThat(backtests.goesOn(asked.id(), 2, 1, 100)).isTrue();
        clock.move(Duration.ofMinutes(2));
        assertThat(backtests.claim()).as("its hub is gone").map(Backtest::id).contains(asked.id());
        assertThat(backtests.cancel(TABLE, asked.id()).state()).isEqualTo("cancelled");
        assertThat(backtests.goesOn(asked.id(), 2, 2, 200)).isFalse();
        backtests.done(asked.id(), "{}");
        assertThat(backtests.get(TABLE, asked.id()).state()).isEqualTo("cancelled");
        assertThatThrownBy(() -> backtests.get("other", asked.id())).isInstanceOf(NoSuchElementException.class);
    }
}
