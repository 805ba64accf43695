package hub.product;

import hub.formula.Formula;
import hub.message.Command;
import java.time.Duration;
import java.util.Map;

/**
 * One way in which the hub may act on a device of a product, and how it finds out whether that helped.
 *
 * @param id its name in the product's catalogue, as action tables and alarm rows use it
 * @param description for people, or empty
 * @param kind what carries it
 * @param name the command's name, the shadow's name (empty: the classic one) or the firmware package (or {@code latest})
 * @param parameters of the command, the desired patch, or of the job
 * @param timeout how long the device may take to carry it out
 * @param retries how often the order is sent again within that time
 * @param condition what the device's metrics must satisfy afterwards
 * @param window how long they may take to, from the end of the action
 * @param settle how long readings do not count yet, because the device is still settling
 * @param attempts how often it is tried for one alarm
 * @param cooldown how long it is not tried again on the same device after its last try for another alarm
 * @param risk what can go wrong for people and machines
 * @param approval whether a person must approve it first
 * @param resource what it acts on: two actions on the same resource of a device never run at once
 */
public record ProductAction(
        String id,
        String description,
        Command.Kind kind,
        String name,
        Map<String, Object> parameters,
        Duration timeout,
        int retries,
        Formula condition,
        Duration window,
        Duration settle,
        int attempts,
        Duration cooldown,
        Risk risk,
        boolean approval,
        String resource) {

    /** What can go wrong. */
    public enum Risk {
        LOW,
        MEDIUM,
        HIGH
    }
}
