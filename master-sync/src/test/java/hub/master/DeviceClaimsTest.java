package hub.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The strategies of ThingsBoard's provisioning, and everything a device could try beside them. */
class DeviceClaimsTest {

    private final String product = "claim-" + UUID.randomUUID().toString().substring(0, 8);
    private DeviceRegister register;
    private ProvisioningDesk desk;
    private DeviceClaims claims;

    @BeforeEach
    void start() throws Exception {
        register = TestingRegister.restarted();
        desk = new ProvisioningDesk(
                TestingRegister.database(), product::equals, true, DeviceClaimsTest::random, Clock.systemUTC());
        claims = claims(1000, Clock.systemUTC());
    }

    private DeviceClaims claims(int perMinute, Clock clock) {
        return new DeviceClaims(
                TestingRegister.database(), register, DeviceClaimsTest::random, perMinute, Duration.ofDays(90), clock);
    }

    private static String random() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    @Test
    void aNewDeviceIsRegisteredWithASecretOfItsOwnOnce() throws Exception {
        Map<String, Object> key = open("ALLOW_CREATE_NEW_DEVICES");
        String device = product + "-1";

        ClaimAnswer answer = claim(key, device);

        assertThat(answer.body())
                .containsEntry("status", "SUCCESS")
                .containsEntry("deviceName", device)
                .containsEntry("credentialsType", "ACCESS_TOKEN");
        String secret = String.valueOf(answer.body().get("credentialsValue"));
        assertThat(register.isSecretOf(device, secret)).isTrue();
        assertThat(TestingRegister.restarted().isSecretOf(device, secret)).isTrue();
        assertThat(register.device(device).orElseThrow().productId()).isEqualTo(product);
        assertThat(claim(key, device).body())
                .isEqualTo(Map.of("status", "FAILURE", "errorMsg", "Failed to provision device!"));
        assertThat(register.isSecretOf(device, secret)).isTrue();
    }

    @Test
    void aDeviceWithoutANameGetsOneAndMayAskForUserAndPassword() throws Exception {
        Map<String, Object> key = open("ALLOW_CREATE_NEW_DEVICES");

        Map<String, Object> body =
                ask(key, "\"credentialsType\":\"MQTT_BASIC\"").body();

        String device = String.valueOf(body.get("deviceName"));
        assertThat(register.device(device)).isPresent();
        assertThat((Map<?, ?>) body.get("credentialsValue"))
                .extracting("clientId", "userName")
                .containsExactly(device, device);
    }

    @Test
    void aPreProvisionedDeviceTakesOverItsRegistrationAndItsOldSecretStops() throws Exception {
        Map<String, Object> key = open("CHECK_PRE_PROVISIONED_DEVICES");
        String device = product + "-known";
        register.save(device, product, "", "", Optional.of("printed on the box"));
        register.save(product + "-other", "another", "", "", Optional.empty());

        assertThat(claim(key, product + "-unknown").status()).isEqualTo("FAILURE");
        assertThat(claim(key, product + "-other").status()).isEqualTo("FAILURE");
        assertThat(ask(key, "\"deviceName\":\"\"").status()).isEqualTo("FAILURE");
        ClaimAnswer answer = claim(key, device);

        assertThat(answer.status()).isEqualTo("SUCCESS");
        assertThat(register.isSecretOf(device, "printed on the box")).isFalse();
        assertThat(register.isSecretOf(device, String.valueOf(answer.body().get("credentialsValue"))))
                .isTrue();
        assertThat(claim(key, device).status()).as("once").isEqualTo("FAILURE");
        desk.release(device);
        assertThat(claim(key, device).status()).as("released by an operator").isEqualTo("SUCCESS");
        assertThatThrownBy(() -> desk.release(product + "-unknown")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void twoAtOnceClaimOneDeviceOnce() throws Exception {
        Map<String, Object> key = open("CHECK_PRE_PROVISIONED_DEVICES");
        String device = product + "-raced";
        register.save(device, product, "", "", Optional.empty());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<String> one = () -> claim(key, device).status();

        List<Future<String>> answers = threads.invokeAll(java.util.Collections.nCopies(8, one));

        threads.shutdown();
        assertThat(answers).extracting(Future::get).containsOnlyOnce("SUCCESS");
    }

    @Test
    void aWrongOrOldOrDisabledKeyIsNotFound() throws Exception {
        Map<String, Object> key = open("ALLOW_CREATE_NEW_DEVICES");
        Map<String, Object> newer = desk.change(product, Map.of("newKey", true), "olga");

        assertThat(claim(key, "x").status()).as("replaced").isEqualTo("NOT_FOUND");
        assertThat(claim(Map.of(), "x").status()).as("none").isEqualTo("NOT_FOUND");
        assertThat(claim(with(newer, "provisionDeviceSecret", "guess"), "x").status())
                .isEqualTo("NOT_FOUND");
        assertThat(claims.anyOpen()).isTrue();
        desk.change(product, Map.of("strategy", "DISABLED"), "olga");
        assertThat(claim(newer, "x").status()).as("disabled").isEqualTo("NOT_FOUND");
        assertThat(register.device("x")).isEmpty();
        assertThat(desk.get(product)).containsEntry("hasKey", true).doesNotContainKey("provisionDeviceKey");
        assertThatThrownBy(() -> desk.change(product, Map.of("strategy", "ALL"), "olga"))
                .hasMessageContaining("CHECK_PRE_PROVISIONED_DEVICES");
    }

    @Test
    void bodiesThatSayNothingUsefulAreNamed() throws Exception {
        Map<String, Object> key = open("ALLOW_CREATE_NEW_DEVICES");
        assertThat(message("{")).contains("not JSON");
        assertThat(message("[]")).contains("not a JSON object");
        assertThat(message("{\"deviceName\":7}")).contains("deviceName: must be text");
        assertThat(message("{\"deviceName\":\"a/b\"}")).contains("deviceName");
        assertThat(message("{\"deviceName\":\"$hub\"}")).contains("deviceName");
        assertThat(message("{\"credentialsType\":\"X509_CERTIFICATE\"}")).contains("credentialsType", "ACCESS_TOKEN");
        assertThat(message(" ".repeat(5000))).contains("4096");
        assertThat(ask(key, "\"deviceName\":\"" + "n".repeat(129) + "\"").status())
                .isEqualTo("FAILURE");
    }

    @Test
    void whoAsksTooOftenWaitsAndEveryAttemptIsWrittenDownWithoutSecrets() throws Exception {
        Map<String, Object> key = open("ALLOW_CREATE_NEW_DEVICES");
        claims = claims(2, Clock.fixed(Instant.parse("2026-11-21T10:00:15Z"), ZoneOffset.UTC));

        claim(key, product + "-a");
        claim(key, product + "-a");
        ClaimAnswer third = claim(key, product + "-b");

        assertThat(third.status()).isEqualTo("FAILURE");
        assertThat(third.retryAfter()).isEqualTo(45);
        assertThat(register.device(product + "-b")).isEmpty();
        Map<String, Object> page = desk.attempts(product, 1, null);
        assertThat(page.toString()).contains("FAILURE", "10.0.0.1", "registered already");
        assertThat(desk.attempts(product, 10, String.valueOf(page.get("next"))).toString())
                .contains("SUCCESS")
                .doesNotContain(
                        String.valueOf(key.get("provisionDeviceKey")),
                        String.valueOf(key.get("provisionDeviceSecret")));
    }

    private Map<String, Object> open(String strategy) throws Exception {
        return desk.change(product, Map.of("strategy", strategy), "olga");
    }

    private static Map<String, Object> with(Map<String, Object> key, String field, String value) {
        Map<String, Object> changed = new java.util.HashMap<>(key);
        changed.put(field, value);
        return changed;
    }

    private String message(String body) throws Exception {
        return String.valueOf(
                claims.claim(body.getBytes(UTF_8), "http", "10.0.0.1").body().get("errorMsg"));
    }

    private ClaimAnswer claim(Map<String, Object> key, String device) throws Exception {
        return ask(key, "\"deviceName\":\"" + device + "\"");
    }

    private ClaimAnswer ask(Map<String, Object> key, String more) throws Exception {
        String body = "{\"provisionDeviceKey\":\"" + key.get("provisionDeviceKey") + "\",\"provisionDeviceSecret\":\""
                + key.get("provisionDeviceSecret") + "\"," + more + "}";
        return claims.claim(body.getBytes(UTF_8), "mqtt", "10.0.0.1");
    }
}
