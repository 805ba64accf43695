package hub.adapters.firmware;

import hub.adapters.Database;
import hub.adapters.firmware.Refusal.Code;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Answers what devices ask about their jobs, over MQTT and HTTP, as AWS IoT Jobs does. */
public final class DeviceJobs {

    private final Database database;
    private final JobRequests requests;
    private final RequestLimit limit;
    private final Clock clock;

    /**
     * @param warm the warm store, with schema {@code service}
     * @param requestsPerSecond how many requests one device may make; 0 for no limit
     */
    public DeviceJobs(DataSource warm, FirmwarePackages packages, int requestsPerSecond, Clock clock) {
        this.database = new Database(warm);
        this.requests = new JobRequests(database, new JobDocument(packages), clock);
        this.limit = new RequestLimit(requestsPerSecond, clock);
        this.clock = clock;
    }

    /**
     * What a request is answered with.
     *
     * @param status the HTTP status
     * @param body the answer
     */
    public record Reply(int status, Map<String, Object> body) {

        /** Whether the request was accepted. */
        public boolean accepted() {
            return status < 300;
        }
    }

    /** The answer to a request over MQTT, to be published under {@code .../accepted} or {@code .../rejected}. */
    public List<DeviceMessage> answer(String topic, byte[] payload) throws SQLException {
        Optional<JobTopic> parsed = JobTopic.parse(topic);
        if (parsed.isEmpty()) {
            return List.of();
        }
        Reply reply = limited(parsed.get(), payload);
        byte[] body = Json.write(reply.body()).getBytes(StandardCharsets.UTF_8);
        return List.of(DeviceMessage.answer(topic + (reply.accepted() ? "/accepted" : "/rejected"), body));
    }

    /**
     * The answer to a request over HTTP.
     *
     * @param operation {@code get}, {@code start-next} or {@code update}
     * @param jobId the job, {@code $next}, or empty
     */
    public Reply request(String thing, String operation, String jobId, byte[] payload) throws SQLException {
        return limited(
                new JobTopic(thing, jobId == null ? "" : jobId, operation), payload == null ? new byte[0] : payload);
    }

    /** An update that reached the hub by another way, where the device was held back already. */
    Reply update(String thing, String jobId, byte[] payload) throws SQLException {
        return reply(new JobTopic(thing, jobId, "update"), payload);
    }

    /** A device that asks too often is told so without a look into the store, which its haste must not reach. */
    private Reply limited(JobTopic topic, byte[] payload) throws SQLException {
        if (limit.takes(topic.thing())) {
            return reply(topic, payload);
        }
        Refusal refusal = new Refusal(Code.RequestThrottled, "too many requests of this thing; wait a second");
        return new Reply(refusal.code().status, finished(refused(refusal), token(payload)));
    }

    private static String token(byte[] payload) {
        try {
            return ThingRequest.read(payload).token();
        } catch (Refusal unreadable) {
            return "";
        }
    }

    private Reply reply(JobTopic topic, byte[] payload) throws SQLException {
        String token = "";
        try {
            ThingRequest request = ThingRequest.read(payload);
            token = request.token();
            request.checkToken();
            if (!topic.hasValidJob()) {
                throw new Refusal(Code.InvalidTopic, "'" + topic.jobId() + "' cannot be the id of a job");
            }
            Map<String, Object> body = new LinkedHashMap<>(requests.answer(topic, request));
            return new Reply(200, finished(body, token));
        } catch (Refusal refusal) {
            remember(topic, refusal);
            return new Reply(refusal.code().status, finished(refused(refusal), token));
        }
    }

    private Map<String, Object> finished(Map<String, Object> body, String token) {
        body.put("timestamp", clock.instant().getEpochSecond());
        if (!token.isEmpty()) {
            body.put("clientToken", token);
        }
        return body;
    }

    private static Map<String, Object> refused(Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", refusal.code().name());
        body.put("message", refusal.getMessage());
        refusal.execution().ifPresent(each -> body.put("executionState", ThingShapes.state(each)));
        return body;
    }

    private void remember(JobTopic topic, Refusal refusal) throws SQLException {
        Instant now = clock.instant();
        String cause = refusal.code() + ": " + refusal.getMessage();
        String stands = refusal.execution().map(each -> each.status().name()).orElse("");
        database.in(session -> {
            History.add(
                    session,
                    now,
                    topic.jobId(),
                    topic.thing(),
                    "",
                    topic.thing(),
                    topic.operation(),
                    stands,
                    "REFUSED",
                    cause);
            return null;
        });
    }
}
