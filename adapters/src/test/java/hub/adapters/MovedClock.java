package hub.adapters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes only when a test tells it to. */
public final class MovedClock extends Clock {
    private volatile Instant now;

    /** It stands at noon UTC of 31 January 2026. */
    public MovedClock() {
        this("2026-01-31T12:00:00Z");
    }

    /** @param now where it stands, ISO 8601 */
    public MovedClock(String now) {
        this.now = Instant.parse(now);
    }

    public void move(Duration by) {
        now = now.plus(by);
    }

    public void set(String time) {
        now = Instant.parse(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
