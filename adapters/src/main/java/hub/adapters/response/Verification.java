package hub.adapters.response;

/**
 * A question to the hot store: the readings by which an action, or a visit, is proven.
 *
 * @param alarmId the alarm
 * @param deviceId whose readings
 * @param executionId the action's, or empty for a visit
 * @param since readings measured before do not count (ISO 8601)
 */
public record Verification(String alarmId, String deviceId, String executionId, String since) {}
