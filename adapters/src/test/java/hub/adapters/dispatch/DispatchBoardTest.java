package hub.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.Severity;
import hub.message.VisitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchBoardTest {

    private static TestingService service;

    @BeforeAll
    static void start() throws Exception {
        service = new TestingService();
    }

    @BeforeEach
    void anew() throws Exception {
        service.anew();
    }

    @Test
    void theBestTechnicianIsSentAndTheSheetSaysWhy() throws Exception {
        String id = service.open("o-1", "dev-1", "a-1");

        Map<String, Object> order = service.order(id);

        assertThat(order).containsEntry("stage", "assigned").containsEntry("technician", "t-1");
        assertThat(order.get("assignment").toString())
                .contains("skill fan 30, same territory 20, in time 20")
                .contains("Lee Seoyeon", "Park Jiho");
        assertThat(order.get("history").toString()).contains("create", "confirm", "request", "assign", "Kim Minjun");
        service.tell();
        assertThat(service.notices).singleElement().satisfies(notice -> {
            assertThat(notice.template()).isEqualTo("visit-assigned");
            assertThat(notice.target()).isEqualTo("technician:t-1");
            assertThat(notice.alarmId()).isEqualTo("a-1");
        });
    }

    @Test
    void theSameWishTwiceAndAnotherAlarmOfTheDeviceGiveOneOrder() throws Exception {
        service.open("o-1", "dev-1", "a-1");

        assertThat(service.open("o-1", "dev-1", "a-1")).isEqualTo("o-1");
        assertThat(service.open("o-2", "dev-1", "a-2")).isEqualTo("o-1");
        assertThat(service.open("o-2", "dev-1", "a-2")).isEqualTo("o-1");

        assertThat(count("work_order")).isEqualTo(1);
        assertThat(service.order("o-1").get("alarms")).isEqualTo(List.of("a-1", "a-2"));
    }

    @Test
    void twoBoardsThatRaceOpenOneCaseAndOnlyOneAccepts() throws Exception {
        DispatchBoard other = service.anotherBoard();
        List<Callable<String>> wishes = new ArrayList<>();
        for (int round = 0; round < 24; round++) {
            DispatchBoard board = round % 2 == 0 ? service.board : other;
            String id = "o-" + round % 6;
            wishes.add(() -> service.open(board, id, "dev-1", "a-" + id, Severity.HIGH));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = threads.invokeAll(wishes);
            String first = answers.get(0).get();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
            assertThat(count("service_case")).isEqualTo(1);
            assertThat(count("work_order")).isEqualTo(1);
            assertThat(count("dispatch_request")).isEqualTo(6);
            List<Callable<Boolean>> steps = new ArrayList<>();
            for (int round = 0; round < 8; round++) {
                steps.add(() -> succeeds(first, "cancel", Map.of("reason", "race")));
            }
            long done = threads.invokeAll(steps).stream()
                    .filter(DispatchBoardTest::value)
                    .count();
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aVisitGoesThroughItsStagesAndTheVerdictClosesTheCase() throws Exception {
        visited("o-1", "dev-1", "a-1");

        service.tell();
        assertThat(service.results).singleElement().satisfies(result -> {
            assertThat(result.orderId()).isEqualTo("o-1");
            assertThat(result.alarmId()).isEqualTo("a-1");
            assertThat(result.by()).isEqualTo("t-1");
            assertThat(result.good()).isTrue();
            assertThat(result.resolution()).isEqualTo("part-replaced");
            assertThat(result.details().toString()).contains("fan-12", "up-1");
        });
        assertThat(service.order("o-1")).containsEntry("caseState", "open");

        service.board.confirm(verdict("o-1", "a-1", true));
        service.board.confirm(verdict("o-1", "a-1", true));

        assertThat(service.order("o-1")).containsEntry("caseState", "closed").containsEntry("verified", true);
        assertThat(count("work_order")).isEqualTo(1);
    }

    @Test
    void aBadVerdictGivesAnotherVisitInTheSameCaseWithItsHistory() throws Exception {
        visited("o-1", "dev-1", "a-1");

        service.board.confirm(verdict("o-1", "a-1", false));
        service.board.confirm(verdict("o-1", "a-1", false));

        Map<String, Object> again = service.order("o-1-2");
        assertThat(again)
                .containsEntry("stage", "assigned")
                .containsEntry("attempt", 2)
                .containsEntry("caseState", "open");
        assertThat(again.get("alarms")).isEqualTo(List.of("a-1"));
        assertThat(again.get("evidence").toString()).contains("part-replaced", "still too hot");
        assertThat(again.get("visits").toString()).contains("o-1", "o-1-2");
        assertThat(count("work_order")).isEqualTo(2);
    }

    @Test
    void aStepWithoutItsGuardIsRefusedAndNothingChanges() throws Exception {
        service.open("o-1", "dev-1", "a-1");

        refused("complete", report(), IllegalStateException.class, "is assigned; to complete it must be started");
        refused("enroute", Map.of(), IllegalStateException.class, "not accepted");
        refused("schedule", Map.of(), IllegalArgumentException.class, "stage 'scheduled' needs scheduledStart");
        refused("decline", Map.of(), IllegalArgumentException.class, "missing: reason");
        service.technician("o-1", "accept", Map.of());
        service.technician("o-1", "enroute", Map.of());
        service.technician("o-1", "start", Map.of());
        service.later(Duration.ofHours(1));
        refused(
                "complete",
                Map.of("end", service.now.toString()),
                IllegalArgumentException.class,
                "stage 'completed' needs end, resolutionCode, resolutionText; missing: resolutionCode, resolutionText");
        refused("complete", with("end", "2030-01-01T00:00:00Z"), IllegalArgumentException.class, "must lie between");
        refused("complete", with("resolutionCode", "magic"), IllegalArgumentException.class, "use one of adjusted");
        refused("complete", with("photos", List.of("forged")), IllegalArgumentException.class, "photo 'forged'");
        refused("complete", with("version", 1), IllegalStateException.class, "read it again");
    }

    @Test
    void anotherPersonsOrderDoesNotExist() throws Exception {
        service.open("o-1", "dev-1", "a-1");
        service.service("o-1", "assign", Map.of("technician", "t-2"));

        assertThatThrownBy(() -> service.technician("o-1", "accept", Map.of()))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> service.desk.get("o-1", "technician", "TECHNICIAN", ""))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> service.desk.get("o-1", "customer", "CUSTOMER", "customer-2"))
                .isInstanceOf(NoSuchElementException.class);
        assertThat(service.desk.get("o-1", "customer", "CUSTOMER", "customer-1"))
                .containsEntry("id", "o-1")
                .doesNotContainKey("evidence");
        assertThat(items(service.desk.list(null, null, null, 10, null, "technician", "TECHNICIAN", "")))
                .isEmpty();
        assertThat(items(service.desk.list(null, null, null, 10, null, "customer", "CUSTOMER", "customer-1")))
                .hasSize(1);
        service.service("o-1", "assign", Map.of("technician", "t-1"));
        assertThatThrownBy(() -> service.technician("o-1", "cancel", Map.of("reason", "no")))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void whoDeclinesOrDoesNotAnswerIsReplacedByTheNextBestUntilNobodyIsLeft() throws Exception {
        service.open("o-1", "dev-1", "a-1");

        service.technician("o-1", "decline", Map.of("reason", "sick"));
        assertThat(service.order("o-1")).containsEntry("technician", "t-3");
        service.later(Duration.ofMinutes(29));
        service.board.tend();
        assertThat(service.order("o-1")).containsEntry("technician", "t-3");
        service.later(Duration.ofMinutes(2));
        service.board.tend();
        assertThat(service.order("o-1")).containsEntry("technician", "t-2");
        service.later(Duration.ofMinutes(31));
        service.board.tend();
        assertThat(service.order("o-1"))
                .containsEntry("stage", "requested")
                .doesNotContainKey("technician")
                .extractingByKey("waiting")
                .asString()
                .contains("Kim Minjun was asked already");
        service.tell();
        assertThat(service.notices)
                .filteredOn(notice -> notice.template().equals("visit-unassigned"))
                .hasSize(1);
        service.later(Duration.ofMinutes(11));
        service.board.tend();
        assertThat(service.order("o-1")).containsEntry("technician", "t-3");
    }

    @Test
    void leaveAndMissingSkillExclude() throws Exception {
        service.technicians.reschedule(
                "t-1",
                Map.of("leave", List.of(Map.of("from", "2026-03-01T00:00:00Z", "to", "2026-03-20T00:00:00Z"))),
                "service",
                "SERVICE");

        service.open("o-1", "dev-1", "a-1");

        assertThat(service.order("o-1")).containsEntry("technician", "t-3");
        assertThatThrownBy(() -> service.service("o-1", "assign", Map.of("technician", "t-1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no shift");
        service.service("o-1", "assign", Map.of("technician", "t-1", "force", true));
        assertThat(service.order("o-1")).containsEntry("technician", "t-1");
    }

    @Test
    void aLateVisitIsToldOnceAndTheDeadlineKnowsTheWeekend() throws Exception {
        service.now = Instant.parse("2026-03-06T07:00:00Z"); // Friday, 16:00 in Seoul

        service.open("o-1", "dev-1", "a-1");

        // 8 working hours: 2 on Friday, 6 on Monday
        assertThat(service.order("o-1")).containsEntry("requestLate", "2026-03-09T06:00:00.000Z");
        service.technician("o-1", "accept", Map.of());
        service.now = Instant.parse("2026-03-09T06:00:01Z");
        service.board.tend();
        service.board.tend();
        service.tell();
        assertThat(service.notices)
                .filteredOn(notice -> notice.template().equals("visit-late"))
                .hasSize(1);
    }

    @Test
    void whatIsNotToldComesAgain() throws Exception {
        service.open("o-1", "dev-1", "a-1");

        int first = service.board.tellings("live,notice,result").size();
        assertThat(service.anotherBoard().tellings("live,notice,result")).isEmpty();
        service.later(Duration.ofSeconds(31));

        assertThat(service.anotherBoard().tellings("live,notice,result")).hasSize(first);
    }

    private void visited(String id, String device, String alarm) throws Exception {
        service.open(id, device, alarm);
        service.technician(
                id,
                "accept",
                Map.of("scheduledStart", service.now.plusSeconds(3600).toString()));
        assertThat(service.order(id)).containsEntry("stage", "scheduled");
        service.technician(id, "enroute", Map.of());
        service.later(Duration.ofHours(1));
        service.technician(id, "start", Map.of());
        service.later(Duration.ofHours(1));
        assertThat(service.technician(id, "complete", report())).containsEntry("stage", "completed");
    }

    private Map<String, Object> report() {
        return Map.of(
                "end",
                service.now.minusSeconds(60).toString(),
                "resolutionCode",
                "part-replaced",
                "resolutionText",
                "new fan",
                "parts",
                List.of(Map.of("number", "fan-12", "quantity", 1)),
                "photos",
                List.of("up-1"));
    }

    private Map<String, Object> with(String name, Object value) {
        Map<String, Object> report = new java.util.HashMap<>(report());
        report.put(name, value);
        return report;
    }

    private void refused(String step, Map<String, Object> body, Class<?> type, String message) throws Exception {
        Map<String, Object> before = service.order("o-1");
        assertThatThrownBy(() -> service.technician("o-1", step, body))
                .isInstanceOf(type)
                .hasMessageContaining(message);
        assertThat(service.order("o-1")).isEqualTo(before);
    }

    private boolean succeeds(String id, String step, Map<String, Object> body) throws Exception {
        try {
            service.service(id, step, body);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private static boolean value(Future<Boolean> future) {
        try {
            return future.get();
        } catch (Exception problem) {
            throw new AssertionError(problem);
        }
    }

    private static VisitResult verdict(String order, String alarm, boolean good) {
        return new VisitResult(
                order,
                alarm,
                "dev-1",
                "response",
                good,
                good ? "78 C for 2 min" : "still too hot",
                Map.of(),
                service.now);
    }

    private static List<?> items(Map<String, Object> page) {
        return (List<?>) page.get("items");
    }

    private static int count(String table) throws Exception {
        try (var connection = service.database.getConnection();
                var result = connection.createStatement().executeQuery("select count(*) from service." + table)) {
            result.next();
            return result.getInt(1);
        }
    }
}
