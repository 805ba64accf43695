package hub.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class RememberedPasswordsTest {

    private final RememberedPasswords remembered = new RememberedPasswords(Duration.ofMinutes(5));
    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void manyWhoComeAtOnceCostOneCheck() throws Exception {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch allCame = new CountDownLatch(1);
        BiPredicate<CharSequence, String> slow = (password, hash) -> {
            checks.incrementAndGet();
            checking.countDown();
            return await(allCame);
        };
        ExecutorService people = Executors.newFixedThreadPool(20);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            answers.add(people.submit(() -> remembered.matches("demo", "hash", slow)));
            assertThat(checking.await(10, TimeUnit.SECONDS)).isTrue();
            for (int each = 0; each < 19; each++) {
                answers.add(people.submit(() -> remembered.matches("demo", "hash", slow)));
            }
            allCame.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(checks).hasValue(1);
    }

    @Test
    void aWrongPasswordIsCheckedEachTime() {
        for (int time = 0; time < 3; time++) {
            assertThat(remembered.matches("wrong", "hash", (password, hash) -> checks.incrementAndGet() < 0))
                    .isFalse();
        }
        assertThat(checks).hasValue(3);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }
}
