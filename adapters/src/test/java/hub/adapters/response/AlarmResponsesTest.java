package hub.adapters.response;

import static hub.message.CommandResult.Status.FAILED;
import static hub.message.CommandResult.Status.SUCCEEDED;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.TestingDatabase;
import hub.message.ActionPlan;
import hub.message.AlarmAct;
import hub.message.AlarmState;
import hub.message.Command;
import hub.message.CommandResult;
import hub.message.DispatchOrder;
import hub.message.Severity;
import hub.message.VisitResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks answers to alarms on a real database, with a clock that is moved. */
class AlarmResponsesTest {

    private static DataSource database;

    private final TestingLoop loop = new TestingLoop(database);
    private final String alarm = UUID.randomUUID().toString();
    private final String device = "device-" + alarm;

    @BeforeAll
    static void start() throws IOException {
        database = TestingDatabase.with("service");
    }

    private Command lastCommand() {
        List<Command> own = loop.commands().stream()
                .filter(command -> command.deviceId().equals(device))
                .toList();
        return own.get(own.size() - 1);
    }

    private String state() throws SQLException {
        return String.valueOf(loop.desk.response(alarm).get("state"));
    }

    @Test
    void anActionThatHelpsEndsTheAlarmAsVerifiedWithItsEvidence() throws SQLException {
        loop.raise(alarm, device);
        Command command = lastCommand();
        assertThat(command.name()).isEqualTo("restart-fan");
        assertThat(command.alarmId()).isEqualTo(alarm);
        assertThat(state()).isEqualTo("acting");
        loop.pass(ofSeconds(3));
        loop.end(command, SUCCEEDED);
        assertThat(state()).isEqualTo("verifying");
        loop.pass(ofSeconds(8));
        loop.look(loop.fresh("tempC", 64L));
        assertThat(state()).isEqualTo("verified");
        assertThat(loop.acts(alarm)).containsExactly("MOVE REMEDIATING", "MOVE VERIFYING", "CLEAR");
        List<AlarmAct> acts = loop.bodies(alarm, AlarmAct.class);
        AlarmAct clear = acts.get(acts.size() - 1);
        assertThat(clear.cause()).contains("verified: restart-fan attempt 1", "{tempC=64}");
        assertThat(clear.response().toString())
                .contains("evidence", "readings=1", command.executionId(), "fan failure");
    }

    @Test
    void onlyReadingsMeasuredAndArrivedAfterTheActionProveAnything() throws SQLException {
        loop.raise(alarm, device);
        loop.end(lastCommand(), SUCCEEDED);
        loop.pass(ofSeconds(20));
        loop.look(
                loop.reading(ofSeconds(-60), ofSeconds(30), "tempC", 60L),
                loop.reading(ofSeconds(90), ofSeconds(0), "tempC", 61L),
                loop.reading(ofSeconds(16), ofSeconds(16), "tempC", 62L));
        assertThat(state()).as("early arrival, late data, still settling").isEqualTo("verifying");
        loop.pass(ofSeconds(3));
        loop.look(loop.fresh("tempC", 62L));
        assertThat(state()).isEqualTo("verified");
    }

    @Test
    void twoFailedAttemptsLeadToTheNextActionAndThatToPeopleAndATechnician() throws SQLException {
        loop.raise(alarm, device);
        loop.end(lastCommand(), FAILED);
        loop.pass(ofSeconds(1));
        assertThat(lastCommand().executionId()).endsWith("restart-fan-2");
        loop.end(lastCommand(), SUCCEEDED);
        loop.pass(ofMinutes(3));
        loop.look(loop.fresh("tempC", 90L));
        loop.pass(ofSeconds(1));
        assertThat(lastCommand().kind()).isEqualTo(Command.Kind.JOB);
        loop.end(lastCommand(), SUCCEEDED);
        loop.pass(ofMinutes(4));
        loop.look();
        loop.pass(ofSeconds(1));
        assertThat(state()).isEqualTo("escalated");
        assertThat(loop.desk.response(alarm).get("attempts").toString())
                .contains("outcome=failed", "outcome=not-recovered", "outcome=silent");
        loop.pass(ofMinutes(2));
        assertThat(state()).isEqualTo("dispatched");
        assertThat(loop.kinds(alarm)).containsExactly("COMMAND", "NOTICE", "COMMAND", "JOB", "NOTICE", "DISPATCH");
        DispatchOrder order = loop.bodies(alarm, DispatchOrder.class).get(0);
        assertThat(order.summary()).isEqualTo("cause: cooling fan failure likely; action: restart the fan");
        assertThat(loop.acts(alarm)).endsWith("MOVE ESCALATED", "MOVE ESCALATED", "MOVE DISPATCHED");
    }

    @Test
    void aVisitClosesTheAlarmOnlyWhenFreshDataAgrees() throws SQLException {
        loop.actions = List.of();
        loop.steps = List.of(TestingLoop.escalation("visit", "unresolved", 60, true));
        loop.raise(alarm, device);
        assertThat(state()).isEqualTo("watching");
        loop.pass(ofMinutes(2));
        visit(true);
        assertThat(state()).isEqualTo("resolved");
        loop.pass(ofMinutes(11));
        loop.look();
        assertThat(state()).as("silence is no proof").isEqualTo("escalated");
        visit(true);
        loop.pass(ofSeconds(30));
        loop.look(loop.fresh("tempC", 50L));
        assertThat(state()).isEqualTo("closed");
        assertThat(loop.acts(alarm))
                .containsExactly("MOVE DISPATCHED", "MOVE RESOLVED", "MOVE ESCALATED", "MOVE RESOLVED", "MOVE CLOSED");
        assertThat(loop.bodies(alarm, VisitResult.class).stream().map(VisitResult::good))
                .containsExactly(false, true);
    }

    private void visit(boolean good) throws SQLException {
        loop.responses.takeVisit(new VisitResult(
                "visit-" + alarm, alarm, device, "lee", good, "fan replaced", Map.of(), loop.clock.instant()));
        loop.turn();
    }

    @Test
    void anAlarmThatIsOverOrAcknowledgedIsNotEscalated() throws SQLException {
        loop.actions = List.of();
        loop.raise(alarm, device);
        loop.responses.note(List.of(loop.alarm(alarm, device, Severity.HIGH, AlarmState.ACTIVE, true)));
        loop.pass(ofMinutes(11));
        assertThat(loop.kinds(alarm)).as("told once, when it was raised").containsExactly("NOTICE");
        loop.responses.note(List.of(loop.alarm(alarm, device, Severity.HIGH, AlarmState.CLEARED, true)));
        loop.pass(ofSeconds(1));
        assertThat(state()).isEqualTo("over");
        assertThat(loop.kinds(alarm)).as("and that it is over").containsExactly("NOTICE", "NOTICE");
    }

    @Test
    void anAlarmThatIsOverWhileItsActionRunsIsStillProven() throws SQLException {
        loop.raise(alarm, device);
        loop.pass(ofSeconds(1));
        loop.responses.note(List.of(loop.alarm(alarm, device, Severity.HIGH, AlarmState.CLEARED, false)));
        loop.pass(ofSeconds(1));
        assertThat(state()).isEqualTo("acting");
        loop.end(lastCommand(), SUCCEEDED);
        loop.pass(ofSeconds(8));
        loop.look(loop.fresh("tempC", 60L));
        assertThat(state()).isEqualTo("verified");
        assertThat(loop.acts(alarm)).endsWith("COMMENT");
    }

    @Test
    void lateForeignAndRepeatedResultsChangeNothing() throws SQLException {
        loop.raise(alarm, device);
        Command first = lastCommand();
        loop.responses.takeResult(new CommandResult(
                first.executionId(), "another-device", SUCCEEDED, "", Map.of(), loop.clock.instant()));
        assertThat(state()).isEqualTo("acting");
        loop.pass(ofMinutes(2));
        assertThat(lastCommand().executionId()).as("no result: next attempt").endsWith("-2");
        loop.end(first, SUCCEEDED);
        assertThat(state()).as("a result of the attempt before").isEqualTo("acting");
        loop.end(lastCommand(), SUCCEEDED);
        loop.end(lastCommand(), FAILED);
        assertThat(state()).isEqualTo("verifying");
    }

    @Test
    void twoAlarmsNeverActOnOneResourceAtOnce() throws SQLException {
        String second = alarm + "-b";
        loop.raise(alarm, device);
        loop.raise(second, device);
        assertThat(commandsOfThisDevice()).isEqualTo(1);
        assertThat(loop.desk.response(second)).containsEntry("state", "held").containsEntry("reason", "busy");
        loop.end(lastCommand(), SUCCEEDED);
        loop.pass(ofSeconds(10));
        loop.look(loop.fresh("tempC", 60L));
        loop.pass(ofSeconds(6));
        assertThat(loop.desk.response(second)).containsEntry("reason", "cooldown");
        loop.pass(ofMinutes(2));
        assertThat(commandsOfThisDevice()).isEqualTo(2);
    }

    @Test
    void aDeviceGetsOnlySoManyActionsADay() throws SQLException {
        for (int turn = 0; turn < 14; turn++) {
            String one = alarm + "-" + turn;
            loop.raise(one, device);
            loop.commands().stream()
                    .filter(command -> command.alarmId().equals(one))
                    .forEach(command -> endQuietly(command));
            loop.pass(ofSeconds(8));
            loop.look(loop.fresh("tempC", 60L));
            loop.responses.note(List.of(loop.alarm(one, device, Severity.HIGH, AlarmState.CLEARED, false)));
            loop.pass(ofMinutes(5));
        }
        assertThat(commandsOfThisDevice()).isEqualTo(10);
        assertThat(loop.desk.statistics().get("suppressed").toString()).contains("device-limit");
        loop.pass(ofHours(24));
        loop.raise(alarm + "-next-day", device);
        assertThat(commandsOfThisDevice()).isEqualTo(11);
    }

    private long commandsOfThisDevice() {
        return loop.commands().stream()
                .filter(command -> command.deviceId().equals(device))
                .count();
    }

    private void endQuietly(Command command) {
        try {
            loop.end(command, SUCCEEDED);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void anActionOfHighRiskWaitsForApproval() throws SQLException {
        loop.actions = List.of(TestingLoop.step("stop-motor"), TestingLoop.step("reduce-speed"));
        loop.raise(alarm, device);
        assertThat(state()).isEqualTo("waiting-approval");
        assertThat(commandsOfThisDevice()).isZero();
        loop.desk.deny(alarm, "kim");
        loop.turn();
        assertThat(lastCommand().kind()).isEqualTo(Command.Kind.SHADOW);
        assertThat(lastCommand().parameters()).containsEntry("targetRpm", 1200);
        assertThatThrownBy(() -> loop.desk.approve(alarm, "kim"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for no approval");
    }

    @Test
    void aPersonStartsAnActionByHand() throws SQLException {
        loop.actions = List.of();
        loop.raise(alarm, device);
        assertThatThrownBy(() -> loop.desk.act(alarm, Map.of("action", "explode"), "kim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has restart-fan, reduce-speed, stop-motor, update-controller");
        loop.desk.act(alarm, Map.of("action", "stop-motor", "parameters", Map.of("ramp", 3)), "kim");
        loop.turn();
        assertThat(lastCommand().requestedBy()).isEqualTo("kim");
        assertThat(lastCommand().parameters()).containsEntry("ramp", 3);
        assertThatThrownBy(() -> loop.desk.act(alarm, Map.of("action", "restart-fan"), "kim"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSwitchesStopOrOnlyNoteActionsAndAreKeptWithTheirHistory() throws SQLException {
        loop.desk.replaceSwitches(Map.of("enabled", false), "kim");
        try {
            loop.raise(alarm, device);
            assertThat(loop.desk.response(alarm)).containsEntry("reason", "switched-off");
            loop.desk.replaceSwitches(
                    Map.of(
                            "enabled",
                            true,
                            "maintenance",
                            List.of(Map.of(
                                    "deviceId",
                                    device,
                                    "from",
                                    loop.clock.instant().toString(),
                                    "to",
                                    loop.clock.instant().plusSeconds(600).toString(),
                                    "reason",
                                    "oil change"))),
                    "kim");
            loop.pass(ofSeconds(31));
            assertThat(loop.desk.response(alarm)).containsEntry("reason", "maintenance");
            loop.desk.replaceSwitches(Map.of("dryRun", true), "lee");
            loop.pass(ofMinutes(11));
            assertThat(loop.desk.response(alarm).get("history").toString()).contains("dry run: would take restart-fan");
            assertThat(commandsOfThisDevice()).isZero();
            assertThat(loop.desk.switches().get("history").toString()).contains("by=kim", "by=lee", "oil change");
            assertThatThrownBy(() -> loop.desk.replaceSwitches(Map.of("quietHours", "night"), "lee"))
                    .isInstanceOf(IllegalArgumentException.class);
        } finally {
            loop.desk.replaceSwitches(Map.of("enabled", true, "dryRun", false, "maintenance", List.of()), "kim");
        }
    }

    @Test
    void aWorseAlarmIsPlannedAgainWithoutDisturbingWhatIsUnderWay() throws SQLException {
        loop.actions = List.of(TestingLoop.step("restart-fan"));
        loop.raise(alarm, device);
        loop.actions = List.of(TestingLoop.step("restart-fan"), TestingLoop.step("reduce-speed"));
        loop.responses.note(List.of(loop.alarm(alarm, device, Severity.CRITICAL, AlarmState.ACTIVE, false)));
        loop.turn();
        assertThat(state()).isEqualTo("acting");
        loop.end(lastCommand(), FAILED);
        loop.pass(ofSeconds(1));
        loop.end(lastCommand(), FAILED);
        loop.pass(ofSeconds(1));
        assertThat(lastCommand().kind()).isEqualTo(Command.Kind.SHADOW);
    }

    @Test
    void anActionTheCatalogueDoesNotKnowIsSkippedAndNamed() throws SQLException {
        loop.actions = List.of(new ActionPlan.Step("dance", Map.of(), 0, "action.drl.csv A9 x"));
        loop.raise(alarm, device);
        assertThat(state()).isEqualTo("escalated");
        assertThat(loop.desk.response(alarm).get("history").toString())
                .contains("there is no action 'dance' in the catalogue of product prod-a");
    }

    @Test
    void anOrderThatCannotBeSentIsSentAgainAndAtLastCountsAsFailedAttempt() throws SQLException {
        loop.responses.note(List.of(loop.alarm(alarm, device, Severity.HIGH, AlarmState.ACTIVE, false)));
        loop.responses.advance();
        for (int turn = 0; turn < 10; turn++) {
            for (List<ResponseOrder> group : loop.responses.dueOrders()) {
                loop.responses.notSent(group, new IllegalStateException("no such route"));
            }
            loop.clock.move(ofMinutes(1));
        }
        assertThat(loop.desk.response(alarm).get("history").toString()).contains("acting");
        loop.turn();
        assertThat(loop.acts(alarm)).startsWith("MOVE REMEDIATING");
    }
}
