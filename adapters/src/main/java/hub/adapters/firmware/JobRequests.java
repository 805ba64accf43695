package hub.adapters.firmware;

import hub.adapters.Database;
import hub.adapters.Session;
import hub.adapters.firmware.Refusal.Code;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three things a device can ask: what is there, give me the next, this is how far I am. */
final class JobRequests {

    private final Database database;
    private final JobDocument documents;
    private final Clock clock;

    JobRequests(Database database, JobDocument documents, Clock clock) {
        this.database = database;
        this.documents = documents;
        this.clock = clock;
    }

    Map<String, Object> answer(JobTopic topic, ThingRequest request) throws SQLException, Refusal {
        return switch (topic.operation()) {
            case "get" ->
                topic.jobId().isEmpty() ? list(topic.thing()) : describe(topic.thing(), topic.jobId(), request);
            case "start-next" -> startNext(topic.thing(), request);
            case "update" -> update(topic.thing(), topic.jobId(), request);
            default -> throw new Refusal(Code.InvalidTopic, "there is no operation '" + topic.operation() + "'");
        };
    }

    private Map<String, Object> list(String thing) throws SQLException {
        List<String> asking = List.of(thing);
        List<Execution> shown = database.in(session -> ThingShapes.shown(
                ExecutionRows.pending(session, asking),
                !ExecutionRows.scheduled(session, asking).isEmpty()));
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("inProgressJobs", ThingShapes.summaries(shown, ExecutionStatus.IN_PROGRESS));
        lists.put("queuedJobs", ThingShapes.summaries(shown, ExecutionStatus.QUEUED));
        return lists;
    }

    private Map<String, Object> describe(String thing, String jobId, ThingRequest request)
            throws SQLException, Refusal {
        Optional<Long> number = request.number("executionNumber");
        boolean withDocument = request.is("includeJobDocument", true);
        return database.in(session -> {
            Optional<Execution> found = jobId.equals(JobTopic.NEXT)
                    ? ExecutionRows.pending(session, List.of(thing)).stream().findFirst()
                    : Optional.of(existing(ExecutionRows.find(session, jobId, thing), jobId, number));
            if (found.filter(each -> each.status().isTerminal()).isPresent()) {
                throw new Refusal(
                        Code.TerminalStateReached, "job '" + jobId + "' has ended on this thing", found.get());
            }
            return found.isPresent() ? shown(session, found.get(), withDocument) : Map.of();
        });
    }

    private Map<String, Object> startNext(String thing, ThingRequest request) throws SQLException, Refusal {
        Optional<Map<String, String>> details = request.details();
        Optional<Long> step = request.stepMinutes();
        Instant now = clock.instant();
        return database.in(session -> {
            Optional<Execution> next =
                    ExecutionRows.pending(session, List.of(thing)).stream().findFirst();
            if (next.isEmpty()) {
                return Map.of();
            }
            Execution locked =
                    ExecutionRows.lock(session, next.get().jobId(), thing).orElseThrow();
            if (locked.status() != ExecutionStatus.QUEUED) {
                return shown(session, locked, true);
            }
            FirmwareJob job = JobRows.find(session, locked.jobId()).orElseThrow();
            ExecutionTimers running = locked.timers().started(now, job.plan().inProgressTimeout());
            ExecutionTimers timers =
                    step.map(minutes -> running.stepped(now, minutes)).orElse(running);
            Execution after = locked.begun(now)
                    .updated(ExecutionStatus.IN_PROGRESS, details.orElse(locked.details()), timers, now);
            ExecutionSteps.write(session, locked, after, job, thing, "started", now);
            return shown(session, after, true);
        });
    }

    private Map<String, Object> update(String thing, String jobId, ThingRequest request) throws SQLException, Refusal {
        JobUpdate update = JobUpdate.read(request);
        Instant now = clock.instant();
        if (jobId.equals(JobTopic.NEXT)) {
            throw new Refusal(Code.InvalidTopic, "name the job to be updated");
        }
        Map<String, Object> answer = database.in(session -> {
            Execution before =
                    existing(ExecutionRows.lock(session, jobId, thing), jobId, request.number("executionNumber"));
            FirmwareJob job = JobRows.find(session, jobId).orElseThrow();
            Execution after = update.applied(before, job, now);
            ExecutionSteps.write(session, before, after, job, thing, update.cause(), now);
            return updated(session, request, after);
        });
        ExecutionSteps.wake(database, jobId, now);
        return answer;
    }

    private Map<String, Object> updated(Session session, ThingRequest request, Execution after) throws SQLException {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (request.is("includeJobExecutionState", false)) {
            answer.put("executionState", ThingShapes.state(after));
        }
        if (request.is("includeJobDocument", false)) {
            answer.put("jobDocument", documents.of(session, after.jobId()));
        }
        return answer;
    }

    private Map<String, Object> shown(Session session, Execution execution, boolean withDocument) throws SQLException {
        Optional<Map<String, Object>> document =
                withDocument ? Optional.of(documents.of(session, execution.jobId())) : Optional.empty();
        return Map.of("execution", ThingShapes.execution(execution, document));
    }

    private static Execution existing(Optional<Execution> found, String jobId, Optional<Long> number) throws Refusal {
        return found.filter(
                        each -> number.filter(wanted -> wanted != each.number()).isEmpty())
                .orElseThrow(
                        () -> new Refusal(Code.ResourceNotFound, "there is no job '" + jobId + "' for this thing"));
    }
}
