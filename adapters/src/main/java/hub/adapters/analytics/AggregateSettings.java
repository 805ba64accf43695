package hub.adapters.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * How aggregates are cut.
 *
 * @param zone where the days and the 6-hour windows of products begin; its clocks differ from UTC by whole hours
 * @param windows how many windows of products are computed at a time
 */
public record AggregateSettings(ZoneId zone, int windows) {

    private static final int YEARS = 2;

    /** @throws IllegalArgumentException when the zone's days do not begin on an hour of UTC */
    public AggregateSettings {
        Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS);
        for (int day = 0; day < YEARS * 365; day++) {
            Instant time = now.plus(Duration.ofDays(day));
            if (zone.getRules().getOffset(time).getTotalSeconds()
                            % Duration.ofHours(1).toSeconds()
                    != 0) {
                throw new IllegalArgumentException("hub.aggregate.zone: the days of " + zone
                        + " begin within an hour of UTC; name a zone whose clocks differ from UTC by whole hours");
            }
        }
    }
}
