package hub.adapters.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmFiguresTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-03T00:00:00Z");

    @Test
    void alarmsThatOverlapMakeADeviceIllOnceAndLowOnesNotAtAll() {
        Map<String, Object> report = figures(
                alarm("d-1", "high", "2026-03-01T00:00:00Z", "2026-03-01T12:00:00Z"),
                alarm("d-1", "critical", "2026-03-01T06:00:00Z", "2026-03-01T18:00:00Z"),
                alarm("d-2", "low", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"),
                alarm("d-3", "high", "2026-02-28T00:00:00Z", "2026-03-01T06:00:00Z"));

        assertThat((Double) report.get("availability")).isEqualTo(1 - 24 / 192.0);
        assertThat(report.get("alarms"))
                .isEqualTo(Map.of(
                        "count",
                        3,
                        "whole",
                        true,
                        "byClass",
                        Map.of("immediate", 3L),
                        "bySeverity",
                        Map.of("high", 1L, "critical", 1L, "low", 1L)));
    }

    @Test
    void theHubRecoveredWhatItTriedWithoutCallingAnybody() {
        Map<String, Object> report = figures(
                alarm("d-1", "high", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "remediating", "cleared"),
                alarm("d-2", "high", "2026-03-02T00:00:00Z", "2026-03-02T01:00:00Z", "remediating", "escalated"),
                alarm("d-3", "high", "2026-03-02T02:00:00Z", "2026-03-02T03:00:00Z", "cleared"),
                alarm("d-4", "high", "2026-03-02T02:00:00Z", "2026-03-02T03:00:00Z", "verifying", "cleared"));

        assertThat(report.get("autoRecovered")).isEqualTo(0.5);
        assertThat(report.get("trend").toString())
                .isEqualTo(
                        "[{day=2026-03-01, raised=1, autoRecovered=1}, {day=2026-03-02, raised=3, autoRecovered=1}]");
    }

    @SafeVarargs
    private static Map<String, Object> figures(Map<String, Object>... alarms) {
        Map<String, Object> report = new LinkedHashMap<>();
        new AlarmFigures(Map.of("items", List.of(alarms)), FROM, TO).addTo(report, 4, ZoneOffset.UTC);
        return report;
    }

    private static Map<String, Object> alarm(
            String device, String severity, String raised, String cleared, String... states) {
        return Map.of(
                "device_id", device,
                "severity", severity,
                "class", "immediate",
                "state", "cleared",
                "raisedAt", raised,
                "clearedAt", cleared,
                "history",
                        Arrays.stream(states).map(state -> Map.of("to", state)).toList());
    }
}
