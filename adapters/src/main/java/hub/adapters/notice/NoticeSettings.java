package hub.adapters.notice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings under {@code hub.notice}, explained in {@code routes/application.yaml}.
 *
 * @param groupBy what a group has in common besides target and channels: of template, severity, site, device, product, rule
 * @param groupWait how long a new group waits for more, per severity below critical
 * @param groupInterval how long after a group was told it is told again
 * @param criticalWait the same for critical ones
 * @param criticalInterval the same for critical ones
 * @param cooldown how long the same target is not told the same of the same device and rule
 * @param ttl how old a notice may grow before it is told
 * @param mutingRules rules whose open alarm on a hub mutes the notices of its children
 * @param lease how long one hub may take to send a letter before another may
 * @param retryFirst the wait after a first failure; it doubles with each further one
 * @param retryMost the longest such wait
 * @param attempts how often one channel is tried
 * @param letters how many letters are taken at once
 * @param keep how long ended notices are kept
 * @param defaults the address of a channel for contacts that have none of their own; empty means none
 * @param configured the channels that can be used
 */
public record NoticeSettings(
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration criticalWait,
        Duration criticalInterval,
        Duration cooldown,
        Duration ttl,
        Set<String> mutingRules,
        Duration lease,
        Duration retryFirst,
        Duration retryMost,
        int attempts,
        int letters,
        Duration keep,
        Map<String, String> defaults,
        Set<String> configured) {

    /** All channels there are. */
    public static final List<String> CHANNELS = List.of("mail", "sms", "voice", "slack", "webhook", "sns", "dashboard");

    /** The wait after so many failures. */
    Duration backoff(int failures) {
        long factor = 1L << Math.min(30, Math.max(0, failures - 1));
        Duration wait = retryFirst.multipliedBy(factor);
        return wait.compareTo(retryMost) > 0 ? retryMost : wait;
    }
}
