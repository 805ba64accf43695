package hub.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeviceFleetTest {
    private static final long NOW = 1_763_725_000_000L;

    @Test
    void timesOfOneDeviceAlwaysGrow() {
        DeviceFleet fleet = new DeviceFleet("sim-", 2, 0, false);

        assertThat(fleet.next(0, NOW).timestamp()).isEqualTo(NOW);
        assertThat(fleet.next(0, NOW).timestamp()).isEqualTo(NOW + 1);
        assertThat(fleet.next(0, NOW - 5000).timestamp()).isEqualTo(NOW + 2);
        assertThat(fleet.next(1, NOW).timestamp()).isEqualTo(NOW);
    }

    @Test
    void theFirstDevicesOverheatForEver() {
        DeviceFleet fleet = new DeviceFleet("sim-", 10, 0.2, false);

        assertThat(fleet.hotDevices()).isEqualTo(2);
        assertThat(temperatures(fleet, 1)).allMatch(tempC -> tempC > 80);
        assertThat(temperatures(fleet, 2)).allMatch(tempC -> tempC >= 40 && tempC <= 70);
    }

    @Test
    void inALivingFleetTheyOverheatOneMinuteInFive() {
        DeviceFleet fleet = new DeviceFleet("sim-", 10, 0.2, true);

        assertThat(temperatures(fleet, 1)).filteredOn(tempC -> tempC > 80).hasSize(60);
    }

    private static java.util.List<Integer> temperatures(DeviceFleet fleet, int device) {
        return LongStream.range(0, 300)
                .mapToObj(second -> fleet.next(device, NOW + second * 1000).tempC())
                .toList();
    }
}
