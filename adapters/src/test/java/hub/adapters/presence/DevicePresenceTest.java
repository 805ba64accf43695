package hub.adapters.presence;

import static org.assertj.core.api.Assertions.assertThat;

import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import hub.product.DeviceDirectory;
import hub.product.ProductCatalog;
import hub.product.ProductSpecReader;
import hub.product.RegisteredDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DevicePresenceTest {

    private static DataSource database;

    private final MovedClock clock = new MovedClock();
    private final DevicePresence presence = presence("node-1");

    @BeforeAll
    static void startDatabase() throws Exception {
        database = TestingDatabase.with("service");
    }

    @BeforeEach
    void empty() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("truncate service.device_presence, service.hub_node");
        }
    }

    @Test
    void whatArrivesLateDoesNotCountBecauseVersionsDo() throws Exception {
        apply(changed(true, 2), changed(false, 1), changed(true, 1));
        assertThat(of("pump-1").get("connected")).isEqualTo(true);

        apply(changed(false, 2));
        assertThat(of("pump-1").get("connected")).isEqualTo(false);
        assertThat(of("pump-1").get("online")).isEqualTo(false);

        apply(changed(true, 2));
        assertThat(of("pump-1").get("connected")).isEqualTo(false);
    }

    @Test
    void aSecondClientOfADeviceThatLeavesDoesNotTakeItAway() throws Exception {
        apply(changed(true, 5));
        apply(presence.frame("pump-1", "other-client", false, 6, clock.instant(), "", "CONNECTION_LOST", false));

        assertThat(of("pump-1").get("connected")).isEqualTo(true);
    }

    @Test
    void aDeviceWithoutASessionIsOfflineWhenItIsSilentForTooLongAndBackWhenItIsHeard() throws Exception {
        heard();
        presence.tick();
        clock.move(Duration.ofMinutes(9));
        assertThat(presence.tick()).isEmpty();

        clock.move(Duration.ofMinutes(1));
        List<RawFrame> silent = presence.tick();
        assertThat(silent).singleElement().satisfies(frame -> {
            assertThat(frame.deviceId()).isEqualTo("pump-1");
            assertThat(frame.address()).isEqualTo("$aws/events/presence/silent/pump-1");
        });
        assertThat(presence.tick()).as("told once, while the stream has it").isEmpty();
        presence.apply(silent);
        assertThat(of("pump-1").get("online")).isEqualTo(false);

        clock.move(Duration.ofMinutes(1));
        heard();
        List<RawFrame> back = presence.tick();
        assertThat(back)
                .singleElement()
                .satisfies(frame -> assertThat(frame.address()).contains("/heard/"));
        presence.apply(back);
        assertThat(of("pump-1").get("online")).isEqualTo(true);
        assertThat(of("pump-1").get("lastSeenAt")).isEqualTo(clock.instant().toString());
    }

    @Test
    void aConnectedDeviceMayBeSilent() throws Exception {
        apply(changed(true, 1));
        heard();
        presence.tick();
        clock.move(Duration.ofHours(1));

        assertThat(presence.tick()).isEmpty();
    }

    @Test
    void whatWasConnectedToAHubInstanceThatDiedIsNotConnectedAnyMore() throws Exception {
        presence.tick();
        apply(changed(true, 1));
        DevicePresence other = presence("node-2");
        assertThat(other.tick()).isEmpty();

        clock.move(Duration.ofSeconds(31));

        assertThat(other.tick())
                .singleElement()
                .satisfies(frame -> assertThat(frame.address()).contains("/disconnected/"));
    }

    private void apply(RawFrame... frames) throws Exception {
        presence.apply(List.of(frames));
    }

    private RawFrame changed(boolean connected, long version) {
        return presence.frame(
                "pump-1",
                "client-1",
                connected,
                version,
                clock.instant(),
                "127.0.0.1",
                connected ? "" : "CONNECTION_LOST",
                false);
    }

    private void heard() {
        presence.seen(List.of(new Telemetry(
                new StreamPosition(0, "1"),
                0,
                "",
                "pump-1",
                clock.millis(),
                "ingest",
                "",
                0,
                "prod-a",
                "",
                "",
                Map.of(),
                clock.millis())));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> of(String deviceId) throws Exception {
        return (Map<String, Object>)
                presence.addTo(Map.of("device_id", deviceId)).get("presence");
    }

    private DevicePresence presence(String node) {
        Path file = Path.of(System.getProperty("hub.home"), "yaml-dsl/products/prod-a.product.yaml");
        ProductCatalog catalog = new ProductCatalog(
                List.of(new ProductSpecReader().read(file).product().orElseThrow()));
        return new DevicePresence(database, new Everybody(), catalog, node, clock);
    }

    private static final class Everybody implements DeviceDirectory {

        @Override
        public Optional<RegisteredDevice> find(String deviceId) {
            return Optional.of(register(deviceId, "prod-a", ""));
        }

        @Override
        public RegisteredDevice register(String deviceId, String productId, String hubId) {
            return new RegisteredDevice(deviceId, productId, hubId, "");
        }
    }
}
