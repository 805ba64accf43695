package hub.product;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How a product writes times where it is neither an epoch number nor ISO 8601.
 *
 * @param pattern the pattern, if it has its own
 * @param zone the zone of times that do not say theirs
 */
public record TimeText(Optional<DateTimeFormatter> pattern, ZoneId zone) {

    /** Epoch numbers and ISO 8601, in UTC unless said otherwise. */
    public static final TimeText STANDARD = new TimeText(Optional.empty(), java.time.ZoneOffset.UTC);
}
