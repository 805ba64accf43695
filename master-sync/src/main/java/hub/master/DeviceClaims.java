package hub.master;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Gives devices that come with their product's key an identity and a secret of their own.
 *
 * @see <a href="https://thingsboard.io/docs/user-guide/device-provisioning/">ThingsBoard device provisioning</a>
 */
public final class DeviceClaims {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProvisioningStore store;
    private final DeviceRegister register;
    private final Supplier<String> newSecret;
    private final ClaimLimit limit;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param newSecret makes the secret of a claimed device
     * @param attemptsPerMinute how often one address may ask in a minute
     * @param keep how long attempts are remembered
     */
    public DeviceClaims(
            DataSource database,
            DeviceRegister register,
            Supplier<String> newSecret,
            int attemptsPerMinute,
            Duration keep,
            Clock clock) {
        this.store = new ProvisioningStore(database);
        this.register = register;
        this.newSecret = newSecret;
        this.limit = new ClaimLimit(attemptsPerMinute, clock);
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Answers one device. A device gets its secret once; the one it had stops working. Every answered question is
     * written down, without key and secret.
     *
     * @param door {@code mqtt} or {@code http}
     * @param address where the question came from, without port
     */
    public ClaimAnswer claim(byte[] body, String door, String address) throws SQLException {
        int wait = limit.secondsToWait(address);
        if (wait > 0) {
            return ClaimAnswer.tooOften(wait);
        }
        Attempt attempt = new Attempt(door, address);
        ClaimAnswer answer = answer(body == null ? new byte[0] : body, attempt);
        store.update(
                "insert into master.claim_attempt (at, door, address, product_id, device_id, status, cause)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                clock.instant(),
                attempt.door,
                attempt.address,
                attempt.productId,
                attempt.deviceId,
                answer.status(),
                attempt.cause);
        return answer;
    }

    /** Answers one device over HTTP. */
    public ClaimAnswer ask(Map<String, Object> body, String address) throws SQLException, JsonProcessingException {
        return claim(JSON.writeValueAsBytes(body == null ? Map.of() : body), "http", address == null ? "" : address);
    }

    /**
     * Answers one device over MQTT.
     *
     * @param topic {@code $aws/provisioning/claims/<address>~<connection>/request}
     * @return topic and content of the answer, which only that connection hears
     */
    public List<Map.Entry<String, byte[]>> hear(String topic, byte[] body)
            throws SQLException, JsonProcessingException {
        String caller = topic.split("/", -1)[3];
        ClaimAnswer answer = claim(body, "mqtt", caller.replaceFirst("~.*", ""));
        String answerTopic = topic.substring(0, topic.lastIndexOf('/')) + "/response";
        return List.of(Map.entry(answerTopic, JSON.writeValueAsBytes(answer.body())));
    }

    /** Whether any product may be claimed now, so that devices without an identity are let in to ask. */
    public boolean anyOpen() {
        try {
            return store.anyOpen();
        } catch (SQLException problem) {
            throw new RegisterUnavailable("whether devices may claim an identity is not known", problem);
        }
    }

    /** Forgets attempts of long ago. */
    public int forget() throws SQLException {
        return store.update(
                "delete from master.claim_attempt where at < ?", clock.instant().minus(keep));
    }

    private ClaimAnswer answer(byte[] body, Attempt attempt) throws SQLException {
        ClaimRequest request;
        try {
            request = ClaimRequest.read(body);
        } catch (IllegalArgumentException problem) {
            attempt.cause = problem.getMessage();
            return ClaimAnswer.failed(problem.getMessage());
        }
        attempt.deviceId = request.deviceName();
        ProvisioningRow policy = store.ofKey(request.key())
                .filter(row -> row.secret().orElseThrow().matches(request.secret()))
                .orElse(null);
        if (policy == null || policy.strategy() == ClaimStrategy.DISABLED) {
            attempt.productId = policy == null ? "" : policy.productId();
            attempt.cause = policy == null ? "unknown key or wrong secret" : "claiming is disabled";
            return ClaimAnswer.notFound();
        }
        attempt.productId = policy.productId();
        return grant(request, policy, attempt);
    }

    private ClaimAnswer grant(ClaimRequest request, ProvisioningRow policy, Attempt attempt) throws SQLException {
        boolean creates = policy.strategy() == ClaimStrategy.ALLOW_CREATE_NEW_DEVICES;
        if (request.deviceName().isEmpty() && !creates) {
            attempt.cause = "deviceName: is missing";
            return ClaimAnswer.failed(attempt.cause);
        }
        String deviceId = request.deviceName().isEmpty() ? UUID.randomUUID().toString() : request.deviceName();
        attempt.deviceId = deviceId;
        String secret = newSecret.get();
        Instant now = clock.instant();
        if (!store.claim(deviceId, policy, secret, now)) {
            attempt.cause = creates
                    ? "a device of that name is registered already"
                    : "no unclaimed device of that name and product is registered";
            return ClaimAnswer.failed("Failed to provision device!");
        }
        register.takeUp(deviceId);
        attempt.cause = creates ? "registered" : "took over its registration";
        return ClaimAnswer.granted(deviceId, request.credentialsType(), secret);
    }

    /** What is written down of a question. */
    private static final class Attempt {
        private final String door;
        private final String address;
        private String productId = "";
        private String deviceId = "";
        private String cause = "";

        Attempt(String door, String address) {
            this.door = door;
            this.address = address;
        }
    }
}
