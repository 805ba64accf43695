package hub.adapters.response;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.TestingDatabase;
import hub.message.Alarm;
import hub.message.AlarmState;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.Notice;
import hub.message.Severity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many alarms at once, and several hubs at once. */
class ResponseStormTest {
    private static final int DEVICES = 10_000;
    private static final int CYCLES = 5;
    private static final int SENDERS = 3;

    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final DataSource database = TestingDatabase.with("service");
    private TestingLoop loop;

    @BeforeEach
    void start() throws IOException, SQLException {
        forgetful();
        loop = new TestingLoop(database);
    }

    @AfterEach
    void stop() {
        senders.shutdown();
    }

    /** Nothing here outlives the test, so nothing has to outlive the server's death. */
    private void forgetful() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("response", "response_event", "response_escalation", "response_order")) {
                statement.execute("alter table service." + table + " set unlogged");
            }
        }
    }

    private List<Alarm> alarms(int devices, int cycle, AlarmState state) {
        return IntStream.range(0, devices)
                .mapToObj(n -> loop.alarm("a-" + cycle + "-" + n, "d-" + n, Severity.HIGH, state, false))
                .toList();
    }

    /** Ten thousand devices that alarm and recover every two minutes for ten minutes. */
    @Test
    void flappingDevicesGetActionsWithinTheLimitsAndTheRestIsCounted() throws Exception {
        loop.steps = List.of(
                TestingLoop.escalation("told", "raised", 0, false), TestingLoop.escalation("end", "over", 0, false));
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            loop.responses.note(alarms(DEVICES, cycle, AlarmState.ACTIVE));
            for (int half = 0; half < 2; half++) {
                loop.turn();
                drain();
                loop.clock.move(ofSeconds(30));
            }
            loop.responses.note(alarms(DEVICES, cycle, AlarmState.CLEARED));
            loop.turn();
            drain();
            loop.clock.move(ofSeconds(60));
        }
        List<Command> commands = loop.commands();
        long notices = loop.sent.stream()
                .filter(order -> order.body() instanceof Notice)
                .count();
        Map<String, Long> suppressed = loop.desk.statistics().get("suppressed") instanceof List<?> list
                ? list.stream()
                        .map(Map.class::cast)
                        .collect(Collectors.toMap(
                                row -> String.valueOf(row.get("reason")),
                                row -> ((Number) row.get("count")).longValue()))
                : Map.of();
        System.out.printf(
                "%d alarms of %d devices in 10 minutes: %d actions, %d notices, suppressed %s%n",
                DEVICES * CYCLES, DEVICES, commands.size(), notices, suppressed);
        assertThat(commands).as("600 a minute for 10 minutes").hasSizeBetween(1, 6_000);
        assertThat(commands.stream()
                        .collect(Collectors.groupingBy(Command::deviceId, Collectors.counting()))
                        .values())
                .as("a device's limit of a day")
                .allMatch(count -> count <= 10);
        assertThat(suppressed).containsKeys("hub-limit", "flapping");
        assertThat(suppressed.get("flapping"))
                .as("each alarm but a device's first is not told as new")
                .isEqualTo((long) DEVICES * (CYCLES - 1));
        assertThat(loop.meters
                        .get("hub.response.suppressed")
                        .tag("reason", "hub-limit")
                        .counter()
                        .count())
                .isEqualTo(suppressed.get("hub-limit").doubleValue());
    }

    /** Sends as several hubs would, side by side. */
    private void drain() throws Exception {
        List<Future<?>> sending = new ArrayList<>();
        for (int hub = 0; hub < SENDERS; hub++) {
            sending.add(senders.submit(() -> {
                for (var groups = loop.responses.dueOrders(); !groups.isEmpty(); groups = loop.responses.dueOrders()) {
                    for (ResponseOrder order :
                            groups.stream().flatMap(List::stream).toList()) {
                        loop.sent.add(order);
                        loop.responses.sent(order);
                    }
                }
                return 0;
            }));
        }
        for (Future<?> each : sending) {
            each.get();
        }
    }

    @Test
    void twoHubsOnTheSameRowsDoEverythingOnceAndInOrder() throws Exception {
        int devices = 300;
        Set<String> executions = ConcurrentHashMap.newKeySet();
        Set<String> notices = ConcurrentHashMap.newKeySet();
        List<String> twice = new ArrayList<>();
        Map<String, AtomicLong> last = new ConcurrentHashMap<>();
        ExecutorService hubs = Executors.newFixedThreadPool(4);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            AlarmResponses hub = thread % 2 == 0 ? loop.responses : loop.otherHub;
            running.add(hubs.submit(() -> {
                hub.note(alarms(devices, 0, AlarmState.ACTIVE));
                for (int turn = 0; turn < 40; turn++) {
                    hub.advance();
                    hub.escalate();
                    for (List<ResponseOrder> group : hub.dueOrders()) {
                        for (ResponseOrder order : group) {
                            boolean first = order.body() instanceof Command command
                                    ? executions.add(command.executionId())
                                    : !(order.body() instanceof Notice notice) || notices.add(notice.id());
                            long before = last.computeIfAbsent(order.alarmId(), id -> new AtomicLong())
                                    .getAndSet(order.id());
                            synchronized (twice) {
                                if (!first || before > order.id()) {
                                    twice.add(order.toString());
                                }
                            }
                            hub.sent(order);
                        }
                    }
                }
                return 0;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
        hubs.shutdown();
        assertThat(twice).isEmpty();
        assertThat(executions).hasSize(devices);
        assertThat(notices).hasSize(devices);
    }

    @Test
    void whatAHubThatDiedHadClaimedIsSentByAnother() throws Exception {
        loop.responses.note(alarms(5, 0, AlarmState.ACTIVE));
        loop.responses.advance();
        List<List<ResponseOrder>> claimed = loop.responses.dueOrders();
        assertThat(claimed).hasSize(5);
        assertThat(loop.otherHub.dueOrders()).as("claimed by the first hub").isEmpty();
        loop.clock.move(ofSeconds(31));
        List<List<ResponseOrder>> again = loop.otherHub.dueOrders();
        assertThat(again).hasSize(5);
        Set<String> ids = new HashSet<>();
        again.forEach(group -> group.forEach(order -> {
            if (order.body() instanceof Command command) {
                ids.add(command.executionId());
            }
        }));
        assertThat(ids).as("the same execution, which never runs twice").hasSize(5);
        loop.otherHub.takeResult(new CommandResult(
                ids.iterator().next(), "d-0", CommandResult.Status.SUCCEEDED, "", Map.of(), loop.clock.instant()));
    }
}
