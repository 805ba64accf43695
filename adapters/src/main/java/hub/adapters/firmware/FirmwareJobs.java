package hub.adapters.firmware;

import hub.adapters.Database;
import hub.adapters.Session;
import hub.message.Command;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What people and alarms do with firmware jobs: make, watch, pause, resume, cancel, approve; and what moves them on. */
public final class FirmwareJobs {

    static final String TOO_MANY_FAILURES = "TOO_MANY_FAILURES";
    private static final int USUAL_PAGE = 100;

    private final Database database;
    private final JobCreation creation;
    private final JobDriver driver;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code service} */
    public FirmwareJobs(DataSource warm, DeviceFleet fleet, Clock clock) {
        this.database = new Database(warm);
        this.creation = new JobCreation(fleet);
        this.driver = new JobDriver(database, fleet);
        this.clock = clock;
    }

    /** Moves on everything that is due; called every second by each hub. */
    public void drive() throws SQLException {
        driver.drive(clock.instant());
    }

    /**
     * Makes a job.
     *
     * @param wanted as the contract's {@code NewFirmwareJob} says
     * @throws IllegalArgumentException when the package, the devices or the plan do not fit together
     * @throws IllegalStateException when a job of that id exists
     */
    public Map<String, Object> create(Map<String, Object> wanted, String user) throws SQLException {
        Instant now = clock.instant();
        return database.in(session -> shape(session, creation.create(session, Json.node(wanted), user, now)));
    }

    /** Makes the one-device job of a command; the same command again changes nothing. */
    public void command(Command command) throws SQLException {
        Instant now = clock.instant();
        database.in(session -> {
            creation.command(session, command, now);
            return null;
        });
    }

    /** A page of jobs, newest first; null or empty means any. */
    public Map<String, Object> list(String product, String state, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? USUAL_PAGE : limit;
        return database.in(session -> {
            List<FirmwareJob> found =
                    JobRows.page(session, orEmpty(product), orEmpty(state), orEmpty(cursor), most + 1);
            Map<String, Map<String, Object>> shapes = new LinkedHashMap<>();
            for (FirmwareJob job : found) {
                shapes.put(job.id(), shape(session, job));
            }
            return Pages.of(found, most, job -> shapes.get(job.id()), job -> job.createdAt() + "~" + job.id());
        });
    }

    /** One job with its counters and history. */
    public Map<String, Object> get(String id) throws SQLException {
        return database.in(session -> {
            Map<String, Object> shape = shape(session, existing(session, id));
            shape.put(
                    "history",
                    session.list(
                            "select * from service.firmware_history where job_id = ? and thing = '' order by id desc limit 100",
                            JobShapes::historyRow,
                            id));
            shape.put(
                    "rollbacks",
                    session.list(
                            "select id from service.firmware_job where parent = ? and parent <> '' order by id",
                            row -> row.getString(1),
                            id));
            return shape;
        });
    }

    /** A page of a job's executions in the order of the devices. */
    public Map<String, Object> executions(String id, String status, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? USUAL_PAGE : limit;
        List<Execution> found = database.in(session -> {
            existing(session, id);
            return ExecutionRows.page(session, id, orEmpty(status), orEmpty(cursor), most + 1);
        });
        return Pages.of(found, most, JobShapes::execution, Execution::thing);
    }

    /** What a device runs, what it last ran well, and everything that happened to it, newest first. */
    public Map<String, Object> device(String thing) throws SQLException {
        return database.in(session -> {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("device_id", thing);
            session.one("select * from service.device_firmware where thing = ?", JobShapes::version, thing)
                    .ifPresent(shape::putAll);
            shape.put(
                    "pending",
                    ExecutionRows.pending(session, List.of(thing)).stream()
                            .map(JobShapes::execution)
                            .toList());
            shape.put(
                    "history",
                    session.list(
                            "select * from service.firmware_history where thing = ? order by id desc limit 200",
                            JobShapes::historyRow,
                            thing));
            return shape;
        });
    }

    /** Stops the rollout; devices that were told go on. */
    public Map<String, Object> pause(String id, String user) throws SQLException {
        return change(id, user, job -> JobState.PAUSED, "", JobState.IN_PROGRESS, JobState.SCHEDULED);
    }

    /** Goes on; after a pause for too many failures it goes on without thresholds, because a person has decided so. */
    public Map<String, Object> resume(String id, String user) throws SQLException {
        return change(
                id,
                user,
                job -> job.startedAt().isPresent() ? JobState.IN_PROGRESS : JobState.SCHEDULED,
                "",
                JobState.PAUSED);
    }

    /** Lets a job begin that waits for it. */
    public Map<String, Object> approve(String id, String user) throws SQLException {
        return change(id, user, job -> JobState.SCHEDULED, "approved", JobState.WAITING_FOR_APPROVAL);
    }

    /** Refuses a job that waits for approval; it will never begin. */
    public Map<String, Object> deny(String id, String user) throws SQLException {
        return change(id, user, job -> JobState.APPROVAL_DENIED, "denied", JobState.WAITING_FOR_APPROVAL);
    }

    /**
     * Cancels a job.
     *
     * @param said {@code comment}, {@code reasonCode}; {@code force} also ends what is in progress; {@code rollback} brings
     *     changed devices back
     */
    public Map<String, Object> cancel(String id, Map<String, Object> said, String user) throws SQLException {
        Map<String, Object> words = said == null ? Map.of() : said;
        Instant now = clock.instant();
        return database.in(session -> {
            FirmwareJob job = lockOpen(session, id);
            JobEnd.cancel(
                    session,
                    job,
                    words.getOrDefault("reasonCode", "CANCELED_BY_USER").toString(),
                    words.getOrDefault("comment", "").toString(),
                    Boolean.TRUE.equals(words.get("force")),
                    Boolean.TRUE.equals(words.get("rollback")),
                    user,
                    now);
            JobRows.due(session, id, Optional.of(now));
            return shape(session, existing(session, id));
        });
    }

    /**
     * Deletes a job; its executions go step by step.
     *
     * @param force also an open one, or one on which devices are at work
     * @throws IllegalStateException when it is open and not forced, or is bringing devices back
     */
    public Map<String, Object> delete(String id, Boolean force, String user) throws SQLException {
        Instant now = clock.instant();
        return database.in(session -> {
            FirmwareJob job = JobRows.lock(session, id).orElseThrow(missing(id));
            JobDeletion.begin(session, job, Boolean.TRUE.equals(force), user, now);
            return shape(session, existing(session, id));
        });
    }

    /**
     * Changes a job that has not ended: {@code description}, {@code rollout}, {@code abort},
     * {@code inProgressTimeoutInMinutes}; {@code retries} can only be lowered to 0.
     */
    public Map<String, Object> alter(String id, Map<String, Object> wanted, String user) throws SQLException {
        Instant now = clock.instant();
        return database.in(session -> {
            JobAlteration.apply(session, lockOpen(session, id), Json.node(wanted), user, now);
            return shape(session, existing(session, id));
        });
    }

    private Map<String, Object> change(
            String id, String user, Function<FirmwareJob, JobState> next, String cause, JobState... from)
            throws SQLException {
        Instant now = clock.instant();
        return database.in(session -> {
            FirmwareJob job = lockOpen(session, id);
            if (!List.of(from).contains(job.state())) {
                throw new IllegalStateException(
                        "job '" + id + "' is " + job.state() + "; it must be one of " + List.of(from) + " for this");
            }
            if (job.reasonCode().equals(TOO_MANY_FAILURES)) {
                session.update(
                        "update service.firmware_job set plan = plan || '{\"successThreshold\":0,\"abort\":[]}'"
                                + " where id = ?",
                        id);
            }
            JobState to = next.apply(job);
            JobRows.state(session, id, to, "", "");
            History.job(session, id, user, job.state().name(), to.name(), cause, now);
            JobRows.due(session, id, due(job, to, now));
            return shape(session, existing(session, id));
        });
    }

    private static Optional<Instant> due(FirmwareJob job, JobState state, Instant now) {
        return switch (state) {
            case SCHEDULED, IN_PROGRESS -> Optional.of(now);
            case PAUSED -> job.plan().schedule().end();
            default -> Optional.empty();
        };
    }

    private static FirmwareJob lockOpen(Session session, String id) throws SQLException {
        FirmwareJob job = JobRows.lock(session, id).orElseThrow(missing(id));
        if (!job.state().isOpen()) {
            throw new IllegalStateException("job '" + id + "' has ended as " + job.state());
        }
        return job;
    }

    private static FirmwareJob existing(Session session, String id) throws SQLException {
        return JobRows.find(session, id).orElseThrow(missing(id));
    }

    private static Supplier<NoSuchElementException> missing(String id) {
        return () -> new NoSuchElementException("there is no firmware job '" + id + "'");
    }

    private static Map<String, Object> shape(Session session, FirmwareJob job) throws SQLException {
        return JobShapes.job(job, ExecutionRows.tally(session, job.id()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
