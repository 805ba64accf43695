package hub.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceRegisterTest {

    @Test
    void aRegisteredDeviceIsFoundAlsoAfterARestart() throws Exception {
        TestingRegister.restarted().save("pump-1", "prod-a", "hub-1", "", Optional.of("secret"));

        DeviceRegister register = TestingRegister.restarted();

        assertThat(register.find("pump-1").orElseThrow().productId()).isEqualTo("prod-a");
        assertThat(register.find("pump-1").orElseThrow().hubId()).isEqualTo("hub-1");
        assertThat(register.isSecretOf("pump-1", "secret")).isTrue();
        assertThat(register.isSecretOf("pump-1", "Secret")).isFalse();
        assertThat(register.isSecretOf("pump-2", "secret")).isFalse();
    }

    @Test
    void aChangeKeepsTheSecretUnlessANewOneIsGiven() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        register.save("pump-3", "prod-a", "", "", Optional.of("first"));

        register.save("pump-3", "prod-b", "", "", Optional.empty());
        assertThat(register.isSecretOf("pump-3", "first")).isTrue();

        register.save("pump-3", "prod-b", "", "", Optional.of("second"));
        assertThat(register.isSecretOf("pump-3", "first")).isFalse();
        assertThat(TestingRegister.restarted().isSecretOf("pump-3", "second")).isTrue();
    }

    @Test
    void registeringAgainAnswersTheFirstRegistration() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        register.register("pump-4", "prod-a", "");

        assertThat(register.register("pump-4", "prod-b", "hub-9").productId()).isEqualTo("prod-a");
    }

    @Test
    void aRemovedDeviceIsGone() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        register.save("pump-5", "prod-a", "", "", Optional.of("secret"));

        assertThat(register.delete("pump-5")).isTrue();

        assertThat(register.find("pump-5")).isEmpty();
        assertThat(register.isSecretOf("pump-5", "secret")).isFalse();
        assertThat(TestingRegister.restarted().find("pump-5")).isEmpty();
    }

    @Test
    void aDeviceBelongsToTheCustomerOfItsSite() throws Exception {
        try (Connection connection = TestingRegister.database().getConnection()) {
            connection.createStatement().execute("insert into master.customer values ('c-1', 'First')");
            connection.createStatement().execute("insert into master.site values ('s-1', 'c-1', 'Plant')");
        }
        DeviceRegister register = TestingRegister.restarted();
        register.save("pump-6", "prod-a", "", "s-1", Optional.empty());

        assertThat(register.customerOf("pump-6")).contains("c-1");
        assertThat(register.customerOf("pump-unknown")).isEmpty();
    }

    @Test
    void theApiPagesByIdAndTellsWhatIsWrong() throws Exception {
        DeviceRegister register = TestingRegister.restarted();
        DeviceDesk desk = new DeviceDesk(register, product -> product.equals("prod-desk"), () -> "made-up");
        for (String id : List.of("desk-1", "desk-2", "desk-3")) {
            assertThat(desk.register(Map.of("device_id", id, "productId", "prod-desk")))
                    .containsEntry("secret", "made-up");
        }

        Map<String, Object> first = desk.list("prod-desk", null, 2, null);
        Map<String, Object> second = desk.list("prod-desk", null, 2, (String) first.get("next"));

        assertThat((List<?>) first.get("items")).hasSize(2);
        assertThat((List<?>) second.get("items")).hasSize(1);
        assertThat(second).doesNotContainKey("next");
        assertThatThrownBy(() -> desk.register(Map.of("device_id", "desk-1", "productId", "prod-desk")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("registered already");
        assertThatThrownBy(() -> desk.register(Map.of("device_id", "desk-9", "productId", "prod-x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prod-x");
        assertThatThrownBy(() -> desk.change("desk-1", Map.of("productId", "prod-desk", "site_id", "nowhere")))
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> desk.get("desk-8")).isInstanceOf(NoSuchElementException.class);
    }
}
