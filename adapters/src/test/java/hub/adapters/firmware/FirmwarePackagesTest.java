package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwarePackagesTest {

    @Test
    void aDamagedFileIsRefusedAndTheRefusalRemembered() throws Exception {
        TestingFirmware hub = new TestingFirmware();

        assertThatThrownBy(() -> hub.upload("1.0.0", Map.of("sha256", "0".repeat(64))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHA-256");

        assertThat((List<?>) hub.packages.list("", null, "").get("items")).isEmpty();
        assertThat(hub.count("select count(*) from service.firmware_history where to_status = 'REFUSED'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"Ed25519, Ed25519, 255", "EC, SHA256withECDSA, 256"})
    void onlyPackagesSignedWithTheTrustedKeyAreTakenIn(String keys, String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
        if (keys.equals("EC")) {
            generator.initialize(size);
        }
        KeyPair trusted = generator.generateKeyPair();
        KeyPair forger = generator.generateKeyPair();
        TestingFirmware hub = new TestingFirmware(
                Base64.getEncoder().encodeToString(trusted.getPublic().getEncoded()));

        assertThatThrownBy(() -> hub.upload("1.0.0")).hasMessageContaining("signature is required");
        assertThatThrownBy(() -> hub.upload("1.0.0", Map.of("signature", sign(forger, algorithm, "1.0.0"))))
                .hasMessageContaining("does not belong");
        assertThatThrownBy(() -> hub.upload("1.0.0", Map.of("signature", "rubbish")))
                .hasMessageContaining("does not belong");
        assertThat(hub.upload("1.0.0", Map.of("signature", sign(trusted, algorithm, "1.0.0"))))
                .containsEntry("verified", true)
                .containsEntry("id", "prod-a-1.0.0");
    }

    @Test
    void aVersionKeepsItsContentAndAPackageInUseStays() throws Exception {
        TestingFirmware hub = new TestingFirmware();
        hub.fleet(1);
        hub.upload("1.0.0");
        assertThatCode(() -> hub.upload("1.0.0")).doesNotThrowAnyException();
        hub.create("{\"id\":\"j\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true}}");

        assertThatThrownBy(() -> hub.packages.delete("prod-a-1.0.0", "operator"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use");

        hub.jobs.cancel("j", Map.of(), "operator");
        hub.packages.delete("prod-a-1.0.0", "operator");
        assertThat(hub.packages.find("prod-a-1.0.0")).isEmpty();
    }

    @Test
    void aPackageGoesOnlyToDevicesItFits() throws Exception {
        TestingFirmware hub = new TestingFirmware();
        hub.fleet(3);
        hub.upload("1.0.0");
        hub.upload("3.0.0", Map.of("fromVersions", "2.0.0, 2.1.0"));
        hub.create("{\"id\":\"j\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"devices\":[\"d-0000\"]}}");
        hub.jobs.drive();
        hub.ask("d-0000", "j/update", "{\"status\":\"SUCCEEDED\"}");

        assertThatThrownBy(() -> hub.create(
                        "{\"packageId\":\"prod-a-3.0.0\",\"targets\":{\"devices\":[\"d-0000\",\"d-0001\"]}}"))
                .hasMessageContaining("d-0000: version 3.0.0 can be installed on [2.0.0, 2.1.0], not on 1.0.0");
        assertThatThrownBy(
                        () -> hub.create("{\"packageId\":\"prod-a-3.0.0\",\"targets\":{\"devices\":[\"stranger\"]}}"))
                .hasMessageContaining("stranger");
        assertThat(hub.create("{\"packageId\":\"prod-a-3.0.0\",\"targets\":{\"all\":true}}")
                        .path("devices")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void downloadAddressesCannotBeForgedAndExpire() throws Exception {
        TestingFirmware hub = new TestingFirmware();
        String address = (String) hub.upload("1.0.0").get("contentUrl");
        long expires = Long.parseLong(address.replaceFirst(".*expires=(\\d+).*", "$1"));
        String signature = address.replaceFirst(".*signature=", "");
        DownloadUrls urls = hub.packages.urls();

        urls.check("prod-a-1.0.0", expires, signature);
        assertThatThrownBy(() -> urls.check("prod-a-2.0.0", expires, signature)).isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> urls.check("prod-a-1.0.0", expires + 1, signature))
                .isInstanceOf(SecurityException.class);
        hub.clock.move(Duration.ofHours(1));
        assertThatThrownBy(() -> urls.check("prod-a-1.0.0", expires, signature)).hasMessageContaining("expired");
    }

    private static String sign(KeyPair keys, String algorithm, String version) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(keys.getPrivate());
        signature.update(("firmware " + version).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
