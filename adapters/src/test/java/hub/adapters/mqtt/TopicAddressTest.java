package hub.adapters.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "iotlink/stg/hub-01/hub-01/periodic/pub/telemetry/json, hub-01, hub-01",
        "iotlink/stg/nohub/device-01/periodic/pub/telemetry/json, '', device-01",
        "iotlink/stg/hub-01/device-01/periodic/pub/telemetry/json, hub-01, device-01",
        "devices/hub-001/child-001/telemetry, hub-001, child-001",
    })
    void bothGrammarsNameHubAndDevice(String topic, String hub, String device) {
        TopicAddress address = TopicAddress.parse(topic).orElseThrow();

        assertThat(address.forwardingHub()).isEqualTo(hub);
        assertThat(address.deviceId()).isEqualTo(device);
        assertThat(address.role()).isEqualTo("telemetry");
    }

    @Test
    void everyLevelIsNamed() {
        assertThat(TopicAddress.parse("iotlink/prd/h/d/event/sub/control_request/bin"))
                .contains(new TopicAddress("prd", "h", "d", "event", "sub", "control_request", "bin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iotlink/stg/h/d/periodic/pub/telemetry",
                "iotlink/stg/h/d/periodic/pub/telemetry/json/extra",
                "iotlink/live/h/d/periodic/pub/telemetry/json",
                "iotlink/stg/h/d/hourly/pub/telemetry/json",
                "iotlink/stg/h/d/periodic/up/telemetry/json",
                "iotlink/stg/h/d/periodic/pub/telemetry/xml",
                "iotlink/stg/h//periodic/pub/telemetry/json",
                "iotlink/stg/h/a b/periodic/pub/telemetry/json",
                "devices/h/d/state",
                "",
                "/////"
            })
    void anythingElseIsNoAddress(String topic) {
        assertThat(TopicAddress.parse(topic)).isEmpty();
    }
}
