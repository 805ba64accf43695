package hub.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceProvisioningTest {

    @Test
    void aDeviceTellsItsModelAndFirmwareWhichAreShown() throws Exception {
        DeviceRegister register = TestingRegister.restarted();

        assertThat(
                        provision(
                                register,
                                "told-1",
                                "{\"productId\":\"prod-a\",\"model\":\"VC-9\",\"firmwareVersion\":\"1.2.0\",\"attributes\":{\"rev\":3}}"))
                .isEmpty();
        assertThat(provision(
                        register, "told-1", "{\"data\":{\"productId\":\"prod-a\",\"firmware_version\":\"1.3.0\"}}"))
                .isEmpty();

        Map<String, Object> shown = new DeviceDesk(register, product -> true, () -> "s").get("told-1");
        assertThat(shown)
                .containsEntry("model", "VC-9")
                .containsEntry("firmwareVersion", "1.3.0")
                .containsEntry("attributes", Map.of("rev", 3));
    }

    @Test
    void aHubsNodesBecomeItsChildrenButNotThoseOfOthers() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        register.save("told-alone", "prod-a", "", "", Optional.empty());

        List<DeadLetter> refused = provision(
                register,
                "told-hub",
                "{\"productId\":\"prod-a\",\"nodes\":[{\"device_id\":\"told-child\",\"productId\":\"prod-a\"},"
                        + "{\"device_id\":\"told-alone\",\"productId\":\"prod-a\"}]}");

        assertThat(register.device("told-child").orElseThrow().hubId()).isEqualTo("told-hub");
        assertThat(register.isHub("told-hub")).isTrue();
        assertThat(register.device("told-alone").orElseThrow().hubId()).isEmpty();
        assertThat(refused)
                .singleElement()
                .satisfies(
                        letter -> assertThat(letter.problems().get(0)).contains("told-alone", "nothing was changed"));
    }

    @Test
    void nodesStayStrangersWhereTheSwitchIsOff() throws Exception {
        DeviceRegister register = TestingRegister.restarted();

        List<DeadLetter> refused = provision(
                register,
                false,
                "told-shy-hub",
                "{\"productId\":\"prod-a\",\"nodes\":[{\"device_id\":\"told-shy\",\"productId\":\"prod-a\"}]}");

        assertThat(register.device("told-shy-hub")).isPresent();
        assertThat(register.device("told-shy")).isEmpty();
        assertThat(refused)
                .singleElement()
                .satisfies(letter -> assertThat(letter.problems().get(0)).contains("registerNodes"));
    }

    @Test
    void aKeyIsKnownWhenItIsAnybodys() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        register.save("told-2", "prod-a", "", "", Optional.of("secret-of-told-2"));

        assertThat(register.isAnySecret("secret-of-told-2")).isTrue();
        assertThat(register.isAnySecret("secret-of-nobody")).isFalse();
    }

    private static List<DeadLetter> provision(DeviceRegister register, String device, String body) {
        return provision(register, true, device, body);
    }

    private static List<DeadLetter> provision(
            DeviceRegister register, boolean registerNodes, String device, String body) {
        ProvisioningDesk policies = new ProvisioningDesk(
                TestingRegister.database(), "prod-a"::equals, registerNodes, () -> "", Clock.systemUTC());
        return new DeviceProvisioning(register, "prod-a"::equals, policies, Clock.systemUTC())
                .apply(List.of(new RawFrame(
                        new StreamPosition(0, "1"),
                        device,
                        device.equals("told-hub") ? device : "",
                        "",
                        "mqtt",
                        "",
                        "json",
                        "provisioning_complete",
                        0,
                        "",
                        body.getBytes(UTF_8))));
    }
}
