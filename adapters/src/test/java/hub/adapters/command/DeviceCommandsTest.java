package hub.adapters.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.decode.CommandEncoder;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.product.DeviceDirectory;
import hub.product.ProductCatalog;
import hub.product.ProductSpecReader;
import hub.product.RegisteredDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCommandsTest {

    private static DataSource database;

    private final MovedClock clock = new MovedClock();
    private final Set<String> here = new HashSet<>();
    private final DeviceCommands commands = commands(here);
    private int offset;

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestingDatabase.with("service");
    }

    @BeforeEach
    void empty() throws Exception {
        sql("truncate service.command_execution, service.command_history, service.device_presence");
    }

    @Test
    void aConnectedDeviceGetsItsOrderAtOnceAndItsResultEndsIt() throws Exception {
        connected("pump-1", "mqtt", "");

        List<Outgoing> toSend = commands.accept(order("e-1", "pump-1", 2));
        assertThat(toSend).hasSize(1);
        assertThat(toSend.get(0).door()).isEqualTo("mqtt");
        commands.sent(toSend.get(0));
        assertThat(result("pump-1", "e-1", "IN_PROGRESS")).isEmpty();
        assertThat(result("pump-1", "e-1", "SUCCEEDED")).isEmpty();

        assertThat(commands.untold()).singleElement().satisfies(end -> {
            assertThat(end.status()).isEqualTo(CommandResult.Status.SUCCEEDED);
            assertThat(end.result()).isEqualTo(Map.of("rpm", 900));
        });
        commands.told(commands.untold().get(0));
        assertThat(commands.untold()).isEmpty();
        assertThat(states("e-1")).containsExactly("QUEUED", "SENT", "IN_PROGRESS", "SUCCEEDED");
    }

    @Test
    void theSameOrderTwiceRunsOnce() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));

        assertThat(commands.accept(order("e-1", "pump-1", 0))).isEmpty();
        assertThat(commands.due()).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForAgainAndThenTimesOut() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 2)).get(0));
        List<Integer> attempts = new ArrayList<>();

        for (int second = 1; second <= 70; second++) {
            clock.move(Duration.ofSeconds(1));
            commands.endOverdue();
            for (Outgoing again : commands.due()) {
                attempts.add(second);
                commands.sent(again);
            }
        }

        assertThat(attempts).containsExactly(20, 40);
        assertThat(commands.untold().get(0).status()).isEqualTo(CommandResult.Status.TIMED_OUT);
        assertThat(states("e-1")).containsExactly("QUEUED", "SENT", "SENT", "SENT", "TIMED_OUT");
    }

    @Test
    void aDeviceThatIsAwayGetsItsOrderWhenItComes() throws Exception {
        assertThat(commands.accept(order("e-1", "pump-1", 0))).isEmpty();
        clock.move(Duration.ofSeconds(50));
        assertThat(commands.due()).isEmpty();

        connected("pump-1", "mqtt", "");

        assertThat(commands.due()).hasSize(1);
    }

    @Test
    void aDeviceThatNeverComesLetsItsOrderExpire() throws Exception {
        commands.accept(order("e-1", "pump-1", 3));
        clock.move(Duration.ofSeconds(61));

        assertThat(commands.endOverdue()).isEqualTo(1);
        assertThat(states("e-1")).containsExactly("QUEUED", "EXPIRED");
        assertThat(commands.untold().get(0).status()).isEqualTo(CommandResult.Status.TIMED_OUT);
    }

    @Test
    void aChildIsReachedThroughItsHub() throws Exception {
        connected("hub-9", "mqtt", "");

        List<Outgoing> toSend = commands.accept(order("e-1", "child-1", 0));

        assertThat(toSend)
                .singleElement()
                .satisfies(outgoing -> assertThat(outgoing.hubId()).isEqualTo("hub-9"));
    }

    @Test
    void onlyTheHubInstanceWithTheConnectionWritesToIt() throws Exception {
        assertThat(commands.accept(order("e-1", "pump-1", 0))).isEmpty();
        assertThat(commands.due()).isEmpty();

        assertThat(commands(Set.of("pump-1")).due())
                .singleElement()
                .satisfies(outgoing -> assertThat(outgoing.door()).isEqualTo("tcp"));
    }

    @Test
    void aBinaryAnswerNamesItsOrderByTheLowBytesOfItsNumber() throws Exception {
        here.add("pump-1");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        long number = CommandEncoder.number("e-1");

        take("pump-1", "{\"execution\":" + (number & 0xFFFF) + ",\"executionBytes\":2,\"status\":\"SUCCEEDED\"}", "t");

        assertThat(commands.store().find("e-1").orElseThrow().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(take("pump-2", "{\"execution\":" + number + ",\"status\":\"SUCCEEDED\"}", "t"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("unknown-execution"));
    }

    @Test
    void anOrderIsWrittenAsItsProductDeclaresIt(@TempDir Path folder) throws Exception {
        Path shipped = Path.of(System.getProperty("hub.home"), "yaml-dsl/products/prod-a2.product.yaml");
        Path file = folder.resolve("prod-a.product.yaml");
        Files.writeString(file, Files.readString(shipped).replace("productId: prod-a2", "productId: prod-a"));
        CommandCheck check = new CommandCheck(new ProductCatalog(
                List.of(new ProductSpecReader().read(file).product().orElseThrow())));
        DeviceCommands declared = new DeviceCommands(database, DEVICES, check, device -> true, settings(), clock);

        Outgoing outgoing = declared.accept(order("e-1", "pump-1", 0)).get(0);

        assertThat(outgoing.command().parameters()).isEqualTo(Map.of("seconds", 5));
        assertThat(HexFormat.of().formatHex(declared.bytes(outgoing))).isEqualTo("1001c0a98a0c05");
        CommandDesk desk = new CommandDesk(declared, DEVICES, check, settings());
        assertThatThrownBy(() -> desk.order("pump-1", Map.of("command", "explode"), "kim"))
                .hasMessageContaining("declares no command 'explode'");
        assertThatThrownBy(() -> desk.order(
                        "pump-1", Map.of("command", "restart-fan", "parameters", Map.of("seconds", 99)), "kim"))
                .hasMessage("parameters.seconds: 99 must be at most 60");
    }

    @Test
    void ofTwoHubInstancesOneSendsAnOrderAndTheOtherTakesOverWhenItDies() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.accept(order("e-1", "pump-1", 0));
        DeviceCommands other = commands(Set.of());

        assertThat(other.due()).isEmpty();
        clock.move(Duration.ofSeconds(31));
        assertThat(other.due()).hasSize(1);
    }

    @Test
    void manyAtOnceClaimEachOrderOnce() throws Exception {
        connected("pump-1", "mqtt", "");
        sql("update service.device_presence set connected = false");
        for (int number = 0; number < 300; number++) {
            commands.accept(order("e-" + number, "pump-1", 0));
        }
        sql("update service.device_presence set connected = true");
        List<Callable<List<Outgoing>>> calls = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            calls.add(() -> commands(Set.of()).due());
        }
        List<String> claimed = new ArrayList<>();
        try (var threads = new Closing(8)) {
            for (Future<List<Outgoing>> each : threads.pool.invokeAll(calls)) {
                each.get().forEach(outgoing -> claimed.add(outgoing.command().executionId()));
            }
        }

        assertThat(claimed).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
    }

    @Test
    void aResultOfAnotherDeviceChangesNothingAndIsKept() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));

        assertThat(result("pump-2", "e-1", "SUCCEEDED"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("forged-result"));
        assertThat(commands.store().find("e-1").orElseThrow().state()).isEqualTo(ExecutionState.SENT);
        assertThat(causes("e-1")).last().asString().contains("refused", "pump-2");
    }

    @Test
    void aResultOfAnUnknownExecutionIsKept() throws Exception {
        assertThat(result("pump-1", "nobody-asked", "SUCCEEDED"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("unknown-execution"));
    }

    @Test
    void aResultThatSaysNothingNamesTheField() throws Exception {
        assertThat(take("pump-1", "{\"executionId\":\"e-1\",\"status\":\"MAYBE\"}", "t"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.problems().get(0))
                        .startsWith("status:")
                        .contains("MAYBE"));
        assertThat(take("pump-1", "{\"status\":\"SUCCEEDED\"}", "t")
                        .get(0)
                        .problems()
                        .get(0))
                .startsWith("executionId:");
        assertThat(take("pump-1", "done", "t").get(0).problems().get(0)).startsWith("body:");
    }

    @Test
    void aLateResultAndAReplayedOneLeaveOnlyHistory() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        clock.move(Duration.ofSeconds(60));
        commands.endOverdue();
        commands.told(commands.untold().get(0));

        assertThat(result("pump-1", "e-1", "SUCCEEDED")).isEmpty();

        assertThat(commands.store().find("e-1").orElseThrow().state()).isEqualTo(ExecutionState.TIMED_OUT);
        assertThat(commands.untold()).isEmpty();
        assertThat(causes("e-1")).last().asString().startsWith("ignored, it had ended: device says SUCCEEDED");
    }

    @Test
    void theSameStreamRecordAgainLeavesNoTrace() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        RawFrame frame = frame("pump-1", "{\"executionId\":\"e-1\",\"status\":\"FAILED\",\"reason\":\"jam\"}", "t");
        commands.takeResults(List.of(frame));
        List<String> before = causes("e-1");

        commands.takeResults(List.of(frame));

        assertThat(causes("e-1")).isEqualTo(before);
        assertThat(commands.untold().get(0).reason()).isEqualTo("jam");
    }

    @Test
    void theExecutionMayBeNamedByTopicOrCorrelationData() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        commands.sent(commands.accept(order("e-2", "pump-1", 0)).get(0));

        take("pump-1", "{\"status\":\"SUCCEEDED\"}", "$aws/commands/things/pump-1/executions/e-1/response/json");
        take(
                "pump-1",
                "{\"status\":\"REJECTED\",\"statusReason\":{\"reasonCode\":\"BUSY\",\"reasonDescription\":\"drying\"}}",
                "iotlink/dev/nohub/pump-1/event/pub/control_result/json?execution=e-2");

        assertThat(commands.store().find("e-1").orElseThrow().state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(commands.store().find("e-2").orElseThrow().reason()).isEqualTo("BUSY: drying");
    }

    @Test
    void anOrderThatCannotBeCarriedOutEndsAsRejectedAndSaysWhy() throws Exception {
        assertThat(commands.accept(order("e-1", "nobody", 0))).isEmpty();
        assertThat(commands.untold()).singleElement().satisfies(end -> {
            assertThat(end.status()).isEqualTo(CommandResult.Status.REJECTED);
            assertThat(end.reason()).startsWith("device_id:");
        });
    }

    @Test
    void aPersonSeesListsAndCancelsOrders() throws Exception {
        CommandDesk desk = new CommandDesk(commands, DEVICES, new CommandCheck(new ProductCatalog()), settings());
        Command first = desk.order("pump-1", Map.of("command", "restart-fan", "executionId", "e-1"), "kim");
        commands.accept(first);
        clock.move(Duration.ofSeconds(1));
        commands.accept(desk.order("pump-1", Map.of("command", "stop", "executionId", "e-2"), "kim"));

        Map<String, Object> page = desk.list("pump-1", 1, null);
        assertThat(page.get("items").toString()).contains("e-2").doesNotContain("e-1");
        assertThat(desk.list("pump-1", 1, page.get("next").toString())
                        .get("items")
                        .toString())
                .contains("e-1");
        assertThat(desk.cancel("e-1", "lee").get("state")).isEqualTo("CANCELED");
        assertThatThrownBy(() -> desk.cancel("e-1", "lee")).hasMessageContaining("had ended as CANCELED");
        assertThatThrownBy(() -> desk.order("pump-1", Map.of("command", "other", "executionId", "e-1"), "kim"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> desk.order("pump-1", Map.of("command", "x", "retries", 99), "kim"))
                .hasMessage("retries: must be 0 to 20");
    }

    private static final DeviceDirectory DEVICES = new DeviceDirectory() {
        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            String hub = deviceId.startsWith("child") ? "hub-9" : "";
            return deviceId.equals("nobody")
                    ? Optional.empty()
                    : Optional.of(new RegisteredDevice(deviceId, "prod-a", hub, ""));
        }

        @Override
        public RegisteredDevice register(String deviceId, String productId, String hubId) {
            throw new UnsupportedOperationException();
        }
    };

    private DeviceCommands commands(Set<String> connected) {
        return new DeviceCommands(
                database, DEVICES, new CommandCheck(new ProductCatalog()), connected::contains, settings(), clock);
    }

    private static CommandSettings settings() {
        return new CommandSettings(false, Duration.ofSeconds(5), Duration.ofSeconds(60), 2);
    }

    private static Command order(String id, String device, int retries) {
        return new Command(
                id,
                device,
                "prod-a",
                Command.Kind.COMMAND,
                "restart-fan",
                Map.of(),
                Duration.ofSeconds(60),
                retries,
                "kim",
                "");
    }

    @Test
    void devicesThatSpeakAwsCommandsAreToldWhetherTheirResponseWasTaken() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        String base = "$aws/commands/things/pump-1/executions/";
        RawFrame good = frame("pump-1", "{\"status\":\"SUCCEEDED\"}", base + "e-1/response/json");

        assertThat(answers(good)).containsExactly(base + "e-1/response/accepted/json {\"executionId\":\"e-1\"}");
        assertThat(answers(good))
                .as("the same record again")
                .singleElement(STRING)
                .contains("/accepted/");
        assertThat(answers(frame("pump-1", "{\"status\":\"FAILED\"}", base + "e-1/response/json")))
                .singleElement(STRING)
                .startsWith(base + "e-1/response/rejected/json")
                .contains("TerminalStateReached", "\"executionId\":\"e-1\"");
        assertThat(answers(frame("pump-1", "{", base + "e-1/response/json")))
                .singleElement(STRING)
                .contains("InvalidJson");
        assertThat(answers(frame("pump-1", "{\"status\":\"DONE\"}", base + "e-1/response/json")))
                .singleElement(STRING)
                .contains("InvalidRequest", "DONE");
        assertThat(answers(frame("pump-1", "{\"status\":\"FAILED\"}", base + "e-2/response/json")))
                .singleElement(STRING)
                .contains("ResourceNotFound");
        assertThat(answers(frame("pump-2", "{\"status\":\"FAILED\"}", base.replace("-1", "-2") + "e-1/response/json")))
                .as("a device's own topic, another's execution")
                .singleElement(STRING)
                .contains("things/pump-2/", "ResourceNotFound");
        assertThat(states("e-1")).endsWith("SUCCEEDED");
    }

    @Test
    void everyChangeIsToldAsAnEventOnce() throws Exception {
        connected("pump-1", "mqtt", "");
        commands.sent(commands.accept(order("e-1", "pump-1", 0)).get(0));
        take(
                "pump-1",
                "{\"executionId\":\"e-1\",\"status\":\"FAILED\",\"statusReason\":{\"reasonCode\":\"E7\","
                        + "\"reasonDescription\":\"fan stuck\"}}",
                "");
        commands.accept(order("e-2", "pump-1", 0));
        clock.move(Duration.ofSeconds(70));
        commands.endOverdue();

        CommandEvents events = commands.events();

        assertThat(commands.events().numbers()).as("claimed").isEmpty();
        commands.eventsTold(events);
        clock.move(Duration.ofSeconds(70));
        assertThat(commands.events().numbers()).as("told").isEmpty();
        assertThat(events.publications().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "$aws/events/commandExecution/restart-fan/CREATED",
                        "$aws/events/commandExecution/restart-fan/FAILED",
                        "$aws/events/commandExecution/restart-fan/CREATED",
                        "$aws/events/commandExecution/restart-fan/TIMED_OUT");
        assertThat(new String(events.publications().get(1).getValue(), UTF_8))
                .contains(
                        "\"executionId\":\"e-1\"",
                        "\"status\":\"FAILED\"",
                        "\"eventType\":\"COMMAND_EXECUTION\"",
                        "\"reasonCode\":\"E7\"",
                        "\"reasonDescription\":\"fan stuck\"",
                        "thing/pump-1");
    }

    private List<String> answers(RawFrame frame) throws Exception {
        return commands.takeResults(List.of(frame)).answers().stream()
                .map(each -> each.getKey() + " " + new String(each.getValue(), UTF_8))
                .toList();
    }

    private List<DeadLetter> result(String device, String id, String status) throws Exception {
        String body = "{\"executionId\":\"" + id + "\",\"status\":\"" + status + "\",\"result\":{\"rpm\":900}}";
        return take(device, body, "iotlink/dev/nohub/" + device + "/event/pub/control_result/json");
    }

    private List<DeadLetter> take(String device, String body, String address) throws Exception {
        return commands.takeResults(List.of(frame(device, body, address))).refused();
    }

    private RawFrame frame(String device, String body, String address) {
        return new RawFrame(
                new StreamPosition(0, Integer.toString(++offset)),
                device,
                "",
                "",
                "mqtt",
                address,
                "json",
                "control_result",
                clock.millis(),
                "trace",
                body.getBytes(UTF_8));
    }

    private void connected(String device, String door, String node) throws Exception {
        sql("insert into service.device_presence (device_id, connected, door, node, since, last_seen_at) values ('"
                + device + "', true, '" + door + "', '" + node + "', now(), now())");
    }

    private List<String> states(String id) throws Exception {
        return commands.store().history(id).stream()
                .map(line -> line.get("to").toString())
                .toList();
    }

    private List<String> causes(String id) throws Exception {
        return commands.store().history(id).stream()
                .map(line -> line.get("cause").toString())
                .toList();
    }

    private static void sql(String text) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static final class Closing implements AutoCloseable {
        private final java.util.concurrent.ExecutorService pool;

        Closing(int threads) {
            pool = Executors.newFixedThreadPool(threads);
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
