package hub.adapters.lab;

import java.time.Instant;
import java.util.Map;

/**
 * One reading as the cold store kept it.
 *
 * @param id its identity, the same as in the hot store
 * @param time the device's time
 * @param fields the standard telemetry; times are Instants, what is absent is absent
 */
public record ColdReading(String id, Instant time, Map<String, Object> fields) {}
