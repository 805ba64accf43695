package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may still be changed about a job that has not ended; its package, targets, waves and schedule may not. */
final class JobAlteration {

    private static final List<String> PLAN_WORDS = List.of("rollout", "abort", "retries", "inProgressTimeoutInMinutes");

    private JobAlteration() {}

    /** @throws IllegalArgumentException when retries would not be lowered to 0, or a value is beyond what is allowed */
    static void apply(Session session, FirmwareJob job, JsonNode wanted, String user, Instant now) throws SQLException {
        for (JsonNode rule : wanted.path("retries")) {
            if (rule.path("numberOfRetries").asInt() != 0) {
                throw new IllegalArgumentException(
                        "retries.numberOfRetries can only be lowered to 0 once the job exists, got "
                                + rule.path("numberOfRetries"));
            }
        }
        ObjectNode plan = (ObjectNode) Json.read(job.planText());
        List<String> changed = new ArrayList<>();
        PLAN_WORDS.stream().filter(wanted::has).forEach(word -> {
            plan.set(word, wanted.get(word));
            changed.add(word);
        });
        JobPlanReader.read(plan);
        String description = wanted.path("description").asText(job.description());
        session.update(
                "update service.firmware_job set plan = cast(? as jsonb), description = ? where id = ?",
                plan.toString(),
                description,
                job.id());
        String state = job.state().name();
        History.job(session, job.id(), user, state, state, "changed " + String.join(", ", changed), now);
        if (job.state() == JobState.IN_PROGRESS || job.state() == JobState.SCHEDULED) {
            JobRows.due(session, job.id(), Optional.of(now));
        }
    }
}
