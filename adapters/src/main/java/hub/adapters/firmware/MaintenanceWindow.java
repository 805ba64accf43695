package hub.adapters.firmware;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A recurring time in which devices may be told about a job.
 *
 * @param opens when it opens
 * @param minutes how long it stays open, 1 to 1430
 */
record MaintenanceWindow(CronTime opens, int minutes) {

    boolean isOpen(Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        for (int back = 0; back < minutes; back++) {
            if (opens.opensAt(minute.minus(Duration.ofMinutes(back)))) {
                return true;
            }
        }
        return false;
    }
}
