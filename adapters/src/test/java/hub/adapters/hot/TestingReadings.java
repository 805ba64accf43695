package hub.adapters.hot;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class TestingReadings {
    static final long BEGIN = 1_763_700_000_000L;

    private TestingReadings() {}

    /** Readings one second apart, spread over devices. */
    static List<Telemetry> readings(int first, int count, int devices) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> reading(number, "device-" + number % devices))
                .toList();
    }

    static Telemetry reading(int number, String deviceId) {
        return reading(number, deviceId, BEGIN + number * 1000L, Map.of("tempC", 20L + number % 60, "vibration", 0.25));
    }

    static Telemetry reading(int number, String deviceId, long time, Map<String, Object> metrics) {
        return new Telemetry(
                new StreamPosition(number % 8, Integer.toString(number)),
                0,
                "0123456789abcdef0123456789abcdef",
                deviceId,
                time,
                "device",
                "",
                0,
                "prod-a",
                "abcdef012345",
                "",
                metrics,
                time + 5);
    }
}
