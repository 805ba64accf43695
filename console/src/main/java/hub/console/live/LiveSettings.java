package hub.console.live;

import java.time.Duration;

/**
 * How the live stream behaves.
 *
 * @param pace how often events go out; within one pace only the newest reading of a device is kept
 * @param heartbeat how often a comment keeps an idle line open
 * @param clientQueue how many events may wait for one client; a client that falls further behind is dropped
 * @param remembered how many events are kept for clients that come back
 * @param pending how many events of a topic may wait within one pace
 * @param clients how many may follow at once
 * @param interest how long events are remembered after the last client left
 */
public record LiveSettings(
        Duration pace,
        Duration heartbeat,
        int clientQueue,
        int remembered,
        int pending,
        int clients,
        Duration interest) {

    /** These, but with another heartbeat. */
    public LiveSettings heartbeat(Duration other) {
        return new LiveSettings(pace, other, clientQueue, remembered, pending, clients, interest);
    }

    /** What the hub uses unless told otherwise. */
    public static LiveSettings usual() {
        return new LiveSettings(
                Duration.ofMillis(250), Duration.ofSeconds(15), 2_000, 5_000, 10_000, 200, Duration.ofMinutes(2));
    }
}
