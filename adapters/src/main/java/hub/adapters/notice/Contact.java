package hub.adapters.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody who can be told.
 *
 * @param id {@code user:lee}, {@code team:service}, {@code technician:t-17}, {@code customer:customer-1}
 * @param name how letters address him
 * @param language {@code ko} or {@code en}
 * @param zone in which he reads times
 * @param channels in order of preference; empty means every channel he has an address for
 * @param addresses by channel
 * @param quiet when he is left alone
 * @param members of a team, with their duties
 */
record Contact(
        String id,
        String name,
        String language,
        ZoneId zone,
        List<String> channels,
        Map<String, String> addresses,
        Optional<QuietHours> quiet,
        List<Duty> members) {

    /** When something may be said that becomes due now. */
    Instant sayAt(Instant now, boolean critical) {
        return critical ? now : quiet.map(hours -> hours.endAt(now)).orElse(now);
    }
}
