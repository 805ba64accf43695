package hub.adapters.firmware;

import hub.adapters.Database;
import hub.adapters.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves on what is due: executions whose time is over, and jobs. All it knows is in the store, so any hub can go on. */
final class JobDriver {

    private static final int EXECUTIONS_AT_ONCE = 500;
    private static final int JOBS_AT_ONCE = 500;
    private static final int STEPS_AT_ONCE = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Database database;
    private final Membership membership;

    JobDriver(Database database, DeviceFleet fleet) {
        this.database = database;
        this.membership = new Membership(fleet);
    }

    /** Does everything that is due now. */
    void drive(Instant now) throws SQLException {
        while (database.in(session -> timeOut(session, now)) == EXECUTIONS_AT_ONCE) {
            continue;
        }
        for (int number = 0; number < JOBS_AT_ONCE; number++) {
            if (!database.in(session -> moveOne(session, now))) {
                return;
            }
        }
    }

    private int timeOut(Session session, Instant now) throws SQLException {
        Map<String, FirmwareJob> jobs = new LinkedHashMap<>();
        List<Execution> due = ExecutionRows.lockDue(session, now, EXECUTIONS_AT_ONCE);
        for (Execution execution : due) {
            if (!jobs.containsKey(execution.jobId())) {
                jobs.put(
                        execution.jobId(),
                        JobRows.find(session, execution.jobId()).orElseThrow());
            }
            FirmwareJob job = jobs.get(execution.jobId());
            boolean mayRetry = job.state() == JobState.IN_PROGRESS || job.state() == JobState.PAUSED;
            Execution after =
                    execution.ended(ExecutionStatus.TIMED_OUT, execution.details(), job.plan(), mayRetry, now);
            ExecutionSteps.write(session, execution, after, job, "hub", "the device did not answer in time", now);
        }
        return due.size();
    }

    private boolean moveOne(Session session, Instant now) throws SQLException {
        Optional<FirmwareJob> due = JobRows.lockDue(session, now);
        if (due.isEmpty()) {
            return false;
        }
        JobRows.due(session, due.get().id(), move(session, due.get(), now));
        return true;
    }

    /** Moves a job on and says when it must be looked at again. */
    private Optional<Instant> move(Session session, FirmwareJob job, Instant now) throws SQLException {
        return switch (job.state()) {
            case SCHEDULED -> start(session, job, now);
            case IN_PROGRESS -> run(session, job, now);
            case PAUSED -> endPaused(session, job, now);
            case CANCELED -> clearUp(session, job, now);
            case DELETION_IN_PROGRESS -> JobDeletion.next(session, job, now);
            default -> Optional.empty();
        };
    }

    private Optional<Instant> start(Session session, FirmwareJob job, Instant now) throws SQLException {
        if (!job.plan().schedule().hasBegun(now)) {
            return job.plan().schedule().start();
        }
        JobRows.start(session, job.id(), now);
        History.job(session, job.id(), "hub", "SCHEDULED", "IN_PROGRESS", "", now);
        return run(session, job, now);
    }

    /** The end of a job's time comes for a paused job as well. */
    private Optional<Instant> endPaused(Session session, FirmwareJob job, Instant now) throws SQLException {
        if (!job.plan().schedule().isOver(now)) {
            return job.plan().schedule().end();
        }
        JobRows.state(session, job.id(), JobState.IN_PROGRESS, job.reasonCode(), job.comment());
        History.job(session, job.id(), "hub", "PAUSED", "IN_PROGRESS", "the job's end time has come", now);
        return run(session, job, now);
    }

    private Optional<Instant> run(Session session, FirmwareJob job, Instant now) throws SQLException {
        if (job.plan().continuous() && !job.plan().schedule().isOver(now)) {
            membership.follow(session, job, now);
        }
        int wave = job.wave();
        for (int step = 0; step < STEPS_AT_ONCE; step++) {
            Tally tally = ExecutionRows.tally(session, job.id());
            long told = ExecutionRows.toldSince(session, job.id(), now.minus(MINUTE));
            Decision decision = RolloutEngine.decide(job.plan(), wave, tally, told, now);
            switch (decision.kind()) {
                case REST -> {
                    return rest(session, job, wave, tally, now);
                }
                case TELL -> tell(session, job, wave, decision.number(), now);
                case NEXT_WAVE -> {
                    wave++;
                    JobRows.wave(session, job.id(), wave);
                    History.job(session, job.id(), "hub", "wave " + wave, "wave " + (wave + 1), decision.reason(), now);
                }
                case COMPLETE -> {
                    return complete(session, job, decision, now);
                }
                case ABORT -> {
                    return abort(session, job, decision, now);
                }
                case END -> {
                    return end(session, job, decision, now);
                }
            }
        }
        return Optional.of(now.plus(SOON));
    }

    private Optional<Instant> rest(Session session, FirmwareJob job, int wave, Tally tally, Instant now)
            throws SQLException {
        if (job.plan().continuous() && tally.openUpTo(wave) == 0) {
            DeviceVersions.good(session, job, now);
        }
        return Optional.of(now.plus(tally.waitingIn(wave) > 0 ? SOON : LATER));
    }

    private void tell(Session session, FirmwareJob job, int wave, int number, Instant now) throws SQLException {
        List<String> things =
                ExecutionRows.queue(session, job.id(), wave, number, job.plan().wholeTimeout(), now);
        History.executions(session, job.id(), things, "", "QUEUED", "hub", "wave " + (wave + 1), now);
        Outbox.listChanged(session, things);
        Outbox.nextChanged(session, Outbox.withNothingElse(session, job.id(), things));
    }

    private Optional<Instant> complete(Session session, FirmwareJob job, Decision decision, Instant now)
            throws SQLException {
        boolean moreMayCome = !job.parent().isEmpty()
                && JobRows.find(session, job.parent())
                        .filter(FirmwareJob::rollingBack)
                        .isPresent();
        if (moreMayCome) {
            return Optional.of(now.plus(SOON));
        }
        JobEnd.complete(session, job, decision.reason(), now);
        return Optional.empty();
    }

    private Optional<Instant> abort(Session session, FirmwareJob job, Decision decision, Instant now)
            throws SQLException {
        if (job.plan().onFailure() == JobPlan.OnFailure.PAUSE) {
            JobRows.state(session, job.id(), JobState.PAUSED, FirmwareJobs.TOO_MANY_FAILURES, decision.reason());
            History.job(session, job.id(), "hub", "IN_PROGRESS", "PAUSED", decision.reason(), now);
            return Optional.empty();
        }
        boolean rollBack = job.plan().onFailure() == JobPlan.OnFailure.ROLLBACK;
        JobEnd.cancel(session, job, FirmwareJobs.TOO_MANY_FAILURES, decision.reason(), false, rollBack, "hub", now);
        return Optional.of(now);
    }

    private Optional<Instant> end(Session session, FirmwareJob job, Decision decision, Instant now)
            throws SQLException {
        JobSchedule.EndBehavior behavior = job.plan().schedule().endBehavior();
        if (behavior == JobSchedule.EndBehavior.STOP_ROLLOUT) {
            session.update(
                    "update service.firmware_execution set status = 'CANCELED', updated_at = ? where job_id = ?"
                            + " and status = 'WAITING'",
                    now,
                    job.id());
            JobRows.wave(session, job.id(), job.plan().waves().last());
            return Optional.of(now.plus(SOON));
        }
        boolean force = behavior == JobSchedule.EndBehavior.FORCE_CANCEL;
        JobEnd.cancel(session, job, "END_TIME_REACHED", decision.reason(), force, false, "hub", now);
        return Optional.of(now);
    }

    /** After the end of a job: late ends of devices that were at work, and the way back. */
    private Optional<Instant> clearUp(Session session, FirmwareJob job, Instant now) throws SQLException {
        JobEnd.cancelExecutions(session, job, false, "hub", job.comment(), now);
        if (job.rollingBack()) {
            Rollback.next(session, job, now);
        }
        if (ExecutionRows.tally(session, job.id()).count(ExecutionStatus.IN_PROGRESS) > 0) {
            return Optional.of(now.plus(LATER));
        }
        session.update("update service.firmware_job set rolling_back = false where id = ?", job.id());
        return Optional.empty();
    }
}
