package hub.adapters.response;

import java.time.Duration;
import java.time.ZoneId;

/**
 * The limits of the answer to alarms.
 *
 * @param zone in which hours of the day are meant
 * @param actionsPerDay how many actions a device gets in 24 hours at most
 * @param actionsPerMinute how many actions the hub starts in a minute at most
 * @param flapping an alarm that comes again on the same device within this time is not told as new
 * @param look how often fresh readings are looked at while an action is verified
 * @param grace how long after a command's own timeout its result may still come
 */
public record ResponseSettings(
        ZoneId zone, int actionsPerDay, int actionsPerMinute, Duration flapping, Duration look, Duration grace) {}
