package hub.master;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Counts how often each address has asked within this minute. */
final class ClaimLimit {

    private static final long MINUTE = 60_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Integer> asked = new HashMap<>();
    private long minute;

    ClaimLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Takes one question; the seconds until the next may be asked, 0 when this one may. */
    synchronized int secondsToWait(String address) {
        long now = clock.millis();
        if (now / MINUTE != minute) {
            asked.clear();
            minute = now / MINUTE;
        }
        int seconds = (int) ((MINUTE - now % MINUTE + 999) / 1000);
        return asked.merge(address, 1, Integer::sum) > perMinute ? seconds : 0;
    }
}
