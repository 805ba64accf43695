package hub.adapters.ageing;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.ChildProgram;
import hub.adapters.MovedClock;
import hub.adapters.hot.server.HotServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that moves readings dies as a process does; the next one finishes and nothing is missing. */
class KilledAgeingTest {
    private static final int A_DAY = 2000;

    @TempDir
    Path folder;

    /** The child: moves slowly, so that it can be killed on the way. */
    public static void main(String[] arguments) throws Exception {
        DataSource warm = TestingTiers.warm(arguments[1]);
        MovedClock clock = new MovedClock(arguments[2]);
        TestingCold cold = new TestingCold(warm);
        cold.commitSeconds = Double.parseDouble(arguments[3]);
        TestingHot hot = new TestingHot(arguments[0], Path.of("."), clock);
        HotTier telling = (HotTier) java.lang.reflect.Proxy.newProxyInstance(
                HotTier.class.getClassLoader(), new Class<?>[] {HotTier.class}, (proxy, method, values) -> {
                    Object answer = method.invoke(hot, values);
                    if (method.getName().equals("delete")) {
                        System.out.println("DELETED " + answer);
                    }
                    return answer;
                });
        TestingTiers.ageing(
                        telling,
                        cold,
                        warm,
                        TestingTiers.noHolds(warm, clock),
                        Map.of(),
                        clock,
                        50,
                        Duration.ofMillis(40))
                .run();
        System.out.println("FINISHED");
        Thread.currentThread().join();
    }

    @Test
    void killedWhileItMovesAndWhileColdCommits() throws Exception {
        try (TestingTiers tiers = new TestingTiers(folder.resolve("unused"));
                HotServer server = HotServer.start(folder.resolve("hot"), 0, false);
                TestingHot hot = new TestingHot(server.uri(), folder, tiers.clock)) {
            for (int day = 0; day < 11; day++) {
                var readings = tiers.readings("prod-a", A_DAY, tiers.clock.instant());
                hot.add(readings);
                tiers.cold.append(readings);
                tiers.clock.move(Duration.ofDays(1));
            }
            tiers.cold.removeSome(100);

            killAt(server, tiers, "COMMITTING", 3);
            assertThat(hot.numbers())
                    .as("nothing goes before cold has committed")
                    .hasSize(11 * A_DAY);
            assertThat(tiers.cold.ids()).hasSize(11 * A_DAY - 100);

            killAt(server, tiers, "DELETED", 0);
            int left = hot.numbers().size();
            assertThat(left).as("killed on its way").isBetween(10 * A_DAY + 1, 11 * A_DAY - 1);

            TestingTiers.ageing(hot, tiers.cold, tiers.warm, tiers.holds, Map.of(), tiers.clock, 500, Duration.ZERO)
                    .run();
            assertThat(hot.numbers())
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(A_DAY, 11 * A_DAY).boxed().toList());
            assertThat(tiers.cold.ids()).hasSize(11 * A_DAY).doesNotHaveDuplicates();
        }
    }

    private static void killAt(HotServer server, TestingTiers tiers, String word, int commitSeconds) throws Exception {
        try (ChildProgram child = ChildProgram.start(
                KilledAgeingTest.class,
                server.uri(),
                tiers.warmUrl(),
                tiers.clock.instant().toString(),
                Integer.toString(commitSeconds))) {
            child.awaitLine(word);
            child.kill();
        }
    }
}
