package hub.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.DispatchOrder;
import hub.message.Severity;
import hub.message.VisitResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceReportTest {

    private static final Instant MONDAY = TestingService.MONDAY;
    private static TestingService service;

    @BeforeAll
    static void start() throws Exception {
        service = new TestingService();
        service.anew();
    }

    @Test
    void theReportCountsRepairsFirstTimeFixesDeadlinesAndUnfoundedAlarms() throws Exception {
        visit("o-1", Duration.ofHours(1), "repaired", true);
        visit("o-2", Duration.ofHours(3), "no-fault", true);
        visit("o-3", Duration.ofDays(3), "adjusted", false);

        Map<String, Object> report = new ServiceReport(service.database, Clock.systemUTC())
                .report(
                        Map.of(
                                "items",
                                List.of(alarm(10), alarm(30), alarm(20), Map.of("raisedAt", MONDAY.toString()))),
                        "2026-03-01T00:00:00Z",
                        "2026-04-01T00:00:00Z",
                        10);

        assertThat(report.get("timeToAcknowledge")).isEqualTo(Map.of("count", 3, "median", 20.0, "p90", 30.0));
        assertThat(report.get("timeToRepair")).isEqualTo(Map.of("count", 2, "median", 60.0, "p90", 180.0));
        assertThat(report.get("ordersByStage")).isEqualTo(Map.of("completed", 3, "assigned", 1));
        assertThat((Double) report.get("firstTimeFix")).isBetween(0.66, 0.67);
        assertThat((Double) report.get("deadlineKept")).isBetween(0.66, 0.67);
        assertThat(report.get("rules").toString()).contains("visits=3").contains("precision=0.66");
        assertThatThrownBy(() -> new ServiceReport(service.database, Clock.systemUTC())
                        .report(Map.of(), "2026-04-01T00:00:00Z", "2026-03-01T00:00:00Z", 10))
                .hasMessageContaining("must lie after");
    }

    private static Map<String, Object> alarm(int minutes) {
        return Map.of(
                "raisedAt",
                MONDAY.toString(),
                "history",
                List.of(Map.of(
                        "at", MONDAY.plusSeconds(60L * minutes).toString(), "by", "lee", "cause", "acknowledged")));
    }

    private static void visit(String id, Duration time, String code, boolean good) throws Exception {
        service.now = MONDAY;
        service.board.open(
                new DispatchOrder(
                        id,
                        "a-" + id,
                        "dev-" + id,
                        "prod-a",
                        Severity.HIGH,
                        "hot",
                        Map.of("ruleId", "temp-threshold-prod-a"),
                        "escalation",
                        MONDAY),
                Map.of("site_id", "site-1"));
        service.service(id, "assign", Map.of("technician", "t-1"));
        service.technician(id, "accept", Map.of());
        service.technician(id, "enroute", Map.of());
        service.technician(id, "start", Map.of());
        service.later(time);
        service.technician(
                id,
                "complete",
                Map.of("end", service.now.toString(), "resolutionCode", code, "resolutionText", "done"));
        service.board.confirm(
                new VisitResult(id, "a-" + id, "dev-" + id, "response", good, "verdict", Map.of(), service.now));
    }
}
