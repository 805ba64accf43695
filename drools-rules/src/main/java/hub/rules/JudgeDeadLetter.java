package hub.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.decode.StandardShape;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keeps a record on which a rule broke, in its standard form. */
final class JudgeDeadLetter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgeDeadLetter() {}

    static DeadLetter of(Telemetry telemetry, String problem) {
        return new DeadLetter(
                "judge-" + telemetry.place(),
                Instant.ofEpochMilli(telemetry.ingestTimestamp()),
                "judge",
                "judge",
                List.of(problem + "; mend the rule named here, then retry"),
                "judge-telemetry",
                telemetry.deviceId(),
                telemetry.productId(),
                telemetry.specVersion(),
                1,
                Map.of("hubId", telemetry.hubId(), "traceId", telemetry.traceId(), "format", "json"),
                payload(telemetry));
    }

    private static byte[] payload(Telemetry telemetry) {
        try {
            return JSON.writeValueAsBytes(StandardShape.toMap(telemetry));
        } catch (JsonProcessingException notJson) {
            return telemetry.metrics().toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
