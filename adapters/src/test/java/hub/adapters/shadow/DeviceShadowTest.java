package hub.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.adapters.hot.server.HotServer;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shadows upon real stores: replays, several hubs, and desired states somebody waits for. */
class DeviceShadowTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    private static HotServer hot;
    private static MongoClient client;
    private static DataSource warm;

    private final MovedClock clock = new MovedClock();
    private final String thing = "pump-" + NUMBER.incrementAndGet();
    private final DeviceShadow hub = newHub();
    private final DeviceShadow otherHub = newHub();
    private final ShadowCommands commands = new ShadowCommands(database(), hub, clock);

    @BeforeAll
    static void startStores() throws Exception {
        hot = HotServer.start(folder, 0, false);
        client = MongoClients.create(hot.uri());
        warm = TestingDatabase.with("service");
    }

    @AfterAll
    static void stopStores() throws Exception {
        client.close();
        hot.close();
    }

    @Test
    void aBatchThatComesAgainChangesNothingAndBringsHistoryItsRowsAgain() {
        List<RawFrame> batch =
                List.of(update(1, "{'state':{'desired':{'a':1}}}"), update(2, "{'state':{'desired':{'a':2}}}"));
        ShadowWork first = hub.answer(batch);

        ShadowWork again = otherHub.answer(batch);

        assertThat(first.history()).extracting(row -> row.get("version")).containsExactly(1L, 2L);
        assertThat(again.history()).isEqualTo(first.history());
        assertThat(again.messages()).allMatch(message -> message.topic().endsWith("/update/delta"));
        assertThat(hub.current(shadow()).version()).isEqualTo(2);
        assertThat(otherHub.answer(List.of(update(3, "{'state':{'desired':{'a':3}}}")))
                        .history())
                .extracting(row -> row.get("version"))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void twoHubsOnOneShadowLoseNoChange() {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> writeMany(hub, "one"));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> writeMany(otherHub, "other"));
        CompletableFuture.allOf(one, other).join();

        assertThat(hub.current(shadow()).version()).isEqualTo(200);
        assertThat(hub.current(shadow()).state().path("reported")).hasSize(200);
    }

    @Test
    void aDesiredStateIsReachedWhenTheDeviceReportsIt() throws Exception {
        assertThat(commands.begin(command("e-reached-" + thing)).messages())
                .extracting(ShadowAnswer::topic)
                .contains("$aws/things/" + thing + "/shadow/update/delta");
        assertThat(commands.begin(command("e-reached-" + thing)).messages()).isEmpty();
        assertThat(ends()).isEmpty();

        hub.answer(List.of(update(1, "{'state':{'reported':{'fan':'on','speed':3}}}")));
        clock.move(Duration.ofSeconds(2));

        assertThat(ends()).extracting(CommandResult::status).containsExactly(CommandResult.Status.SUCCEEDED);
        clock.move(Duration.ofSeconds(90));
        assertThat(ends()).isEmpty();
    }

    @Test
    void aDesiredStateTimesOutAndIsToldAgainUntilItWasTaken() throws Exception {
        commands.begin(command("e-late-" + thing));
        clock.move(Duration.ofSeconds(61));

        List<CommandResult> lost = mine(commands.look().ended());
        clock.move(Duration.ofSeconds(31));
        List<CommandResult> told = ends();

        assertThat(lost).extracting(CommandResult::status).containsExactly(CommandResult.Status.TIMED_OUT);
        assertThat(told).extracting(CommandResult::executionId).containsExactly("e-late-" + thing);
        clock.move(Duration.ofSeconds(31));
        assertThat(ends()).isEmpty();
    }

    @Test
    void aDesiredStateThatTheShadowRefusesIsRejectedWithTheReason() throws Exception {
        Command tooMuch = new Command(
                "e-large-" + thing,
                thing,
                "prod-a",
                Command.Kind.SHADOW,
                "",
                Map.of("text", "x".repeat(9000)),
                Duration.ofMinutes(1),
                0,
                "rule",
                "");

        assertThat(commands.begin(tooMuch).messages()).isEmpty();
        clock.move(Duration.ofSeconds(2));

        assertThat(ends())
                .extracting(CommandResult::reason)
                .containsExactly("The payload exceeds the maximum size allowed");
    }

    @Test
    void aDeviceThatIsLateIsToldOnceAndItsEndOnce() {
        ShadowDelays delays = new ShadowDelays(client, TestingShadow.SETTINGS, clock);
        hub.answer(List.of(update(1, "{'state':{'desired':{'a':1}}}")));
        assertThat(told(delays)).isEmpty();

        clock.move(Duration.ofMinutes(6));
        assertThat(told(delays)).containsExactly("{\"shadowOverdue\":1}");
        assertThat(told(delays)).isEmpty();

        hub.answer(List.of(update(2, "{'state':{'reported':{'a':1}}}")));
        assertThat(told(delays)).containsExactly("{\"shadowOverdue\":0}");
        assertThat(told(delays)).isEmpty();
    }

    private List<String> told(ShadowDelays delays) {
        ShadowDelays.Due due = delays.due();
        delays.told(due);
        return due.frames().stream()
                .filter(frame -> frame.deviceId().equals(thing))
                .map(frame -> new String(frame.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<CommandResult> ends() throws Exception {
        List<CommandResult> ended = mine(commands.look().ended());
        for (CommandResult result : ended) {
            commands.ended(result);
        }
        return ended;
    }

    private List<CommandResult> mine(List<CommandResult> results) {
        return results.stream().filter(each -> each.deviceId().equals(thing)).toList();
    }

    private Command command(String executionId) {
        return new Command(
                executionId,
                thing,
                "prod-a",
                Command.Kind.SHADOW,
                "",
                Map.of("fan", "on"),
                Duration.ofMinutes(1),
                0,
                "rule",
                "alarm-1");
    }

    private void writeMany(DeviceShadow writer, String key) {
        IntStream.range(0, 100)
                .forEach(step -> writer.answer(List.of(update(0, "{'state':{'reported':{'" + key + step + "':1}}}")
                        .at(StreamPosition.NONE))));
    }

    private RawFrame update(int offset, String body) {
        return new RawFrame(
                new StreamPosition(3, Integer.toString(offset)),
                thing,
                "",
                "",
                "aws",
                "$aws/things/" + thing + "/shadow/update",
                "json",
                "shadow",
                1000,
                "",
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private ShadowName shadow() {
        return new ShadowName(thing, "");
    }

    private DeviceShadow newHub() {
        return new DeviceShadow(client, database(), TestingShadow.SETTINGS, any -> true, clock);
    }

    private static DataSource database() {
        return warm;
    }

    /** A clock that stands still until it is moved. */
}
