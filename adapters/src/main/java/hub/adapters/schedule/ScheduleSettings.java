package hub.adapters.schedule;

import java.time.Duration;

/**
 * How schedules are kept.
 *
 * @param instance this hub's name, different from that of every other hub
 * @param poll how often the database is asked for what is due
 * @param heartbeat how often a run says that it is alive
 * @param missedHeartbeats a run that was silent so many times is taken over by another hub; at least 4
 * @param retry how long a failed run waits for its second attempt; the wait doubles with each attempt, up to 64 times
 * @param patience how long a hub that stops waits for its runs before it interrupts them
 */
public record ScheduleSettings(
        String instance, Duration poll, Duration heartbeat, int missedHeartbeats, Duration retry, Duration patience) {

    /** A name for this process: its host and process id. */
    public static String ownName() {
        String host = System.getenv().getOrDefault("HOSTNAME", "");
        return (host.isEmpty() ? "hub" : host) + "-" + ProcessHandle.current().pid();
    }
}
