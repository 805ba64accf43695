package hub.adapters.mqtt;

import java.util.Optional;
import java.util.Set;

/**
 * What a device topic says by its levels, in either of the two grammars the planning documents name.
 *
 * @param environment {@code dev}, {@code stg} or {@code prd}; empty in the older grammar
 * @param hubId the hub, equal to the device for the hub itself, or {@code nohub}
 * @param deviceId the device the message is about
 * @param type {@code periodic}, {@code event} or {@code tcp}
 * @param direction {@code pub} (from the device) or {@code sub} (to it)
 * @param role what the message is about
 * @param format {@code json}, {@code bin} or {@code csv}
 */
public record TopicAddress(
        String environment, String hubId, String deviceId, String type, String direction, String role, String format) {

    /** The hub level of a device that stands alone. */
    public static final String NO_HUB = "nohub";

    private static final Set<String> TYPES = Set.of("periodic", "event", "tcp");
    private static final Set<String> DIRECTIONS = Set.of("pub", "sub");
    private static final Set<String> FORMATS = Set.of("json", "bin", "csv");
    private static final Set<String> ENVIRONMENTS = Set.of("dev", "stg", "prd");

    /**
     * Reads {@code iotlink/{env}/{hub}/{device}/{type}/{direction}/{role}/{format}} or the older
     * {@code devices/{hub}/{device}/telemetry}.
     *
     * @return empty when the topic follows neither grammar
     */
    public static Optional<TopicAddress> parse(String topic) {
        String[] levels = topic.split("/", -1);
        if (levels.length == 4 && levels[0].equals("devices") && levels[3].equals("telemetry")) {
            return named(new TopicAddress("", levels[1], levels[2], "periodic", "pub", "telemetry", "json"));
        }
        if (levels.length != 8 || !levels[0].equals("iotlink")) {
            return Optional.empty();
        }
        TopicAddress address =
                new TopicAddress(levels[1], levels[2], levels[3], levels[4], levels[5], levels[6], levels[7]);
        boolean known = ENVIRONMENTS.contains(address.environment)
                && TYPES.contains(address.type)
                && DIRECTIONS.contains(address.direction)
                && FORMATS.contains(address.format)
                && !address.role.isEmpty();
        return known ? named(address) : Optional.empty();
    }

    private static Optional<TopicAddress> named(TopicAddress address) {
        return isName(address.hubId) && isName(address.deviceId) ? Optional.of(address) : Optional.empty();
    }

    /** Whether a text may be a device's or hub's name: 1 to 128 letters, digits, '-', '_', '.', ':' or '@'. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 128
                && text.chars()
                        .allMatch(letter -> letter < 128 && Character.isLetterOrDigit(letter)
                                || letter == '-'
                                || letter == '_'
                                || letter == '.'
                                || letter == ':'
                                || letter == '@');
    }

    /** The hub that forwarded the message, or empty for a device that stands alone. */
    public String forwardingHub() {
        return hubId.equals(NO_HUB) ? "" : hubId;
    }
}
