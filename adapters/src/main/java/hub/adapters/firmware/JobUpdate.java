package hub.adapters.firmware;

import hub.adapters.firmware.Refusal.Code;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A device's word on how far it is.
 *
 * @param status where it says it stands
 * @param details what it says of it; empty: unchanged
 * @param expected the version it believes to update
 * @param step the new step timeout in minutes
 */
record JobUpdate(
        ExecutionStatus status, Optional<Map<String, String>> details, Optional<Long> expected, Optional<Long> step) {

    static JobUpdate read(ThingRequest request) throws Refusal {
        String status = request.body().path("status").asText("");
        ExecutionStatus said = Arrays.stream(ExecutionStatus.values())
                .filter(each -> each.name().equals(status))
                .filter(ExecutionStatus.SET_BY_DEVICES::contains)
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(Code.InvalidRequest, "status must be IN_PROGRESS, FAILED, SUCCEEDED or REJECTED"));
        return new JobUpdate(said, request.details(), request.number("expectedVersion"), request.stepMinutes());
    }

    /** The execution after this update; retried at once where the plan allows it. */
    Execution applied(Execution before, FirmwareJob job, Instant now) throws Refusal {
        if (expected.filter(version -> version != before.revision()).isPresent()) {
            throw new Refusal(
                    Code.VersionMismatch,
                    "expectedVersion is " + expected.get() + ", the execution is at " + before.revision(),
                    before);
        }
        if (!before.status().mayBecome(status)) {
            throw new Refusal(
                    Code.InvalidStateTransition,
                    "the execution is " + before.status() + " and cannot become " + status,
                    before);
        }
        Map<String, String> said = details.orElse(before.details());
        if (status != ExecutionStatus.IN_PROGRESS) {
            Execution begun = before.startedAt().isPresent() ? before : before.begun(now);
            boolean mayRetry = job.state() == JobState.IN_PROGRESS || job.state() == JobState.PAUSED;
            return begun.ended(status, said, job.plan(), mayRetry, now);
        }
        ExecutionTimers timers = before.status() == ExecutionStatus.QUEUED
                ? before.timers().started(now, job.plan().inProgressTimeout())
                : before.timers();
        Execution begun = before.startedAt().isPresent() ? before : before.begun(now);
        return begun.updated(
                status, said, step.map(minutes -> timers.stepped(now, minutes)).orElse(timers), now);
    }

    /** What the history keeps of it. */
    String cause() {
        Map<String, String> shown = new LinkedHashMap<>(details.orElse(Map.of()));
        return shown.isEmpty() ? "" : Json.write(shown);
    }
}
