package hub.adapters.ageing;

import java.time.Duration;
import java.util.Map;

/**
 * How long things stay where they are first kept.
 *
 * @param telemetry readings in the hot store, where their product does not say (setting {@code hub.ageing.telemetry})
 * @param rows all else, by kind: alarms, commands, shadows, responses, notices (settings {@code hub.ageing.<kind>})
 * @param page how many readings are looked at at once (setting {@code hub.ageing.page})
 * @param pause the shortest rest after a step of deletion, see {@link GentleHot} (setting {@code hub.ageing.pause})
 * @param sweep how long late records of a deleted subject are still looked for (setting {@code hub.ageing.sweep})
 */
public record AgeingSettings(
        Duration telemetry, Map<String, Duration> rows, int page, Duration pause, Duration sweep) {}
