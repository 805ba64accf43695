package hub.adapters.hot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.WriteModel;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmClass;
import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmsInTheHotStoreTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private TestingHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestingHub(HotSettings.embedded(folder).withPort(0));
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    @Test
    void anAlarmComesBackAsTheJudgeWroteIt() {
        Alarm alarm = alarm(1, AlarmState.CLEARED);
        write(hub.store.alarmWrites(List.of(alarm)));
        write(hub.store.alarmWrites(List.of(alarm)));

        assertThat(hub.store.alarms(hub.find(hub.store.alarmQuery("alarm-1")))).containsExactly(alarm);
    }

    @Test
    void whatAPersonAddedStaysWhenTheJudgeWritesAgain() {
        write(hub.store.alarmWrites(List.of(alarm(1, AlarmState.ACTIVE))));
        AlarmAct comment = act(AlarmAct.Kind.COMMENT, Optional.empty(), Map.of());
        AlarmAct shelved = act(
                AlarmAct.Kind.SHELVE,
                Optional.of(BEGIN.plusSeconds(60)),
                Map.of("action", "restart-fan", "attempt", 1));
        write(hub.store.actWrites(List.of(comment, shelved)));
        write(hub.store.actWrites(List.of(comment, shelved)));
        write(hub.store.alarmWrites(List.of(alarm(1, AlarmState.ACTIVE))));

        Map<String, Object> shown =
                hub.store.alarm(hub.find(hub.store.alarmQuery("alarm-1")).get(0));
        assertThat(shown).containsEntry("acknowledged", false).containsEntry("severity", "high");
        assertThat(shown)
                .containsEntry("response", Map.of("action", "restart-fan", "attempt", 1))
                .containsKey("shelvedUntil");
        assertThat(shown).containsEntry("class", "immediate").doesNotContainKeys("_id", "open", "notes", "clearedAt");
        assertThat((List<?>) shown.get("history")).hasSize(3);
    }

    private static AlarmAct act(AlarmAct.Kind kind, Optional<Instant> until, Map<String, Object> response) {
        return new AlarmAct(
                "act-" + kind,
                "alarm-1",
                "device-1",
                kind,
                Optional.empty(),
                BEGIN.plusSeconds(1),
                "kim",
                "on it",
                until,
                response);
    }

    @Test
    void alarmsAreFoundByWhatTheyAreAPageAtATime() {
        List<Alarm> alarms = IntStream.range(0, 50)
                .mapToObj(number -> alarm(number, number % 2 == 0 ? AlarmState.ACTIVE : AlarmState.CLEARED))
                .toList();
        write(hub.store.alarmWrites(alarms));

        HotQuery first = hub.store.alarmQuery(Map.of("state", "active", "severity", "high"), 20, null);
        Map<String, Object> page = hub.store.alarmPage(hub.find(first), first);
        HotQuery second =
                hub.store.alarmQuery(Map.of("state", "active", "severity", "high"), 20, (String) page.get("next"));
        Map<String, Object> rest = hub.store.alarmPage(hub.find(second), second);

        List<Object> ids = new ArrayList<>();
        List.of(page, rest)
                .forEach(each -> ((List<?>) each.get("items")).forEach(item -> ids.add(((Map<?, ?>) item).get("id"))));
        assertThat(ids).hasSize(25).doesNotHaveDuplicates().startsWith("alarm-48", "alarm-46");
        assertThat(rest).doesNotContainKey("next");
        assertThat(hub.find(hub.store.alarmQuery(Map.of("device_id", "device-3"), null, null)))
                .hasSize(5);
        assertThat(hub.find(hub.store.alarmQuery(Map.of("class", "monitoring"), null, null)))
                .isEmpty();
    }

    @Test
    void openAlarmsAreRestoredOldestFirst() {
        write(hub.store.alarmWrites(
                List.of(alarm(3, AlarmState.ESCALATED), alarm(1, AlarmState.PENDING), alarm(2, AlarmState.CLOSED))));

        assertThat(hub.store.alarms(hub.find(hub.store.openAlarmQuery())))
                .extracting(Alarm::id)
                .containsExactly("alarm-1", "alarm-3");
    }

    @Test
    void aQuestionThatCannotBeReadNamesItsField() {
        assertThatThrownBy(() -> hub.store.alarmQuery(Map.of(), null, "nonsense"))
                .hasMessageContaining("cursor");
        assertThatThrownBy(() -> hub.store.alarmQuery(Map.of(), 5000, null)).hasMessageContaining("limit");
        assertThatThrownBy(() -> hub.store.telemetryQuery("device-1", "yesterday", null, null, null))
                .hasMessageContaining("from")
                .hasMessageContaining("yesterday");
    }

    private void write(List<WriteModel<Document>> writes) {
        write("alarms", writes);
    }

    private void write(String collection, List<WriteModel<Document>> writes) {
        hub.collection(collection).bulkWrite(writes);
    }

    private static Alarm alarm(int number, AlarmState state) {
        return new Alarm(
                "alarm-" + number,
                "device-" + number % 10,
                "prod-a",
                "temp-high",
                Severity.HIGH,
                AlarmClass.IMMEDIATE,
                state,
                false,
                BEGIN.plusSeconds(number),
                BEGIN.plusSeconds(number + 60),
                state == AlarmState.CLEARED ? Optional.of(BEGIN.plusSeconds(number + 90)) : Optional.empty(),
                3,
                Optional.of(83L),
                "restart-fan",
                Map.of("speed", 5L),
                new AlarmExplanation("prod-a.alarm.drl.csv", "abc", 7, "A7", Map.of("tempC", 83L, "p.max", 2.5), "hot"),
                List.of(new AlarmTransition(BEGIN.plusSeconds(number), "", "active", "rule", "tempC is 83")));
    }
}
