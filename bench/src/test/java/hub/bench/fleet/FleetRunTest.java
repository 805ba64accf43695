package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FleetRunTest {
    private static final int KEPT = 0x06;
    private static final int REFUSED = 0x15;

    private final DeviceFleet fleet = new DeviceFleet("sim-", 10, 0.2, false);
    private final Ledger ledger = Ledger.inMemory();

    @Test
    void sendsTheWholeCountAndNotesEveryAcknowledgement() throws Exception {
        try (TestingReceiver receiver = new TestingReceiver(frame -> KEPT)) {
            FleetReport report = run(plan(receiver.port()).load(0, 1000, 20));

            assertThat(report.sent()).isEqualTo(1000);
            assertThat(report.acknowledged()).isEqualTo(1000);
            assertThat(ledger.size()).isEqualTo(1000);
            assertThat(receiver.frames()).hasSize(1000).doesNotHaveDuplicates();
            assertThat(receiver.frames())
                    .allSatisfy(frame -> assertThat(frame.tempC() > 80)
                            .isEqualTo(frame.id().equals("sim-000001")
                                    || frame.id().equals("sim-000002")));
        }
    }

    @Test
    void countsRefusalsAndLeavesThemOutOfTheLedger() throws Exception {
        try (TestingReceiver receiver =
                new TestingReceiver(frame -> frame.id().equals("sim-000003") ? REFUSED : KEPT)) {
            FleetReport report = run(plan(receiver.port()).load(0, 100, 20));

            assertThat(report.refused()).isEqualTo(10);
            assertThat(report.acknowledged()).isEqualTo(90);
            assertThat(report.firstRefusal()).contains("0x15");
            assertThat(ledger.byDevice()).doesNotContainKey("sim-000003");
        }
    }

    @Test
    void keepsUnansweredReadingsInDoubtWhenTheConnectionBreaks() throws Exception {
        AtomicInteger frames = new AtomicInteger();
        try (TestingReceiver receiver = new TestingReceiver(frame -> frames.incrementAndGet() == 50 ? -1 : KEPT)) {
            FleetReport report = run(plan(receiver.port()).answers(true, true).load(2000, 1000, 20));

            assertThat(report.reconnects()).isPositive();
            assertThat(report.inDoubt()).isPositive();
            assertThat(report.acknowledged() + report.inDoubt()).isEqualTo(report.sent());
            assertThat(ledger.size()).isEqualTo(report.acknowledged());
        }
    }

    @Test
    void holdsTheRate() throws Exception {
        try (TestingReceiver receiver = new TestingReceiver(frame -> KEPT)) {
            FleetReport report = run(plan(receiver.port()).load(500, 500, 20));

            assertThat(report.seconds()).isBetween(0.9, 3.0);
        }
    }

    @Test
    void saysWhichTargetsItKnows() {
        FleetPlan plan = plan(1).through(URI.create("udp://127.0.0.1:1"), "json", 1);

        assertThatThrownBy(() -> run(plan)).hasMessageContaining("tcp:, mqtt:, http: or file:");
    }

    private FleetReport run(FleetPlan plan) throws Exception {
        return new FleetRun(plan, fleet, ledger).send(tally -> {});
    }

    private static FleetPlan plan(int port) {
        return FleetPlan.tcp("127.0.0.1", port).fleet(10, 2);
    }
}
