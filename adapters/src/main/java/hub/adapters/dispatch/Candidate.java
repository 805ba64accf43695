package hub.adapters.dispatch;

/**
 * What is known of one technician when somebody must be sent.
 *
 * @param technicianId who
 * @param name for people
 * @param skill what the work asks for; empty when anybody can do it
 * @param skillLevel how well this one has it, 0 (not at all) to 3
 * @param sameTerritory whether the site lies in the technician's territory
 * @param openOrders how many orders wait for this one already
 * @param available whether a shift without leave comes within the next days
 * @param hoursUntilAvailable until that shift, 0 when it is running
 * @param inTime whether that shift begins before the visit is late
 */
public record Candidate(
        String technicianId,
        String name,
        String skill,
        int skillLevel,
        boolean sameTerritory,
        int openOrders,
        boolean available,
        int hoursUntilAvailable,
        boolean inTime) {}
