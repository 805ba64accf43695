package hub.message;

import java.util.List;
import java.util.Map;

/**
 * What shall be done about an alarm without people.
 *
 * @param steps the actions in order, empty when there are none
 * @param hopeless whether it is known that no action would help, so that people are needed at once
 * @param cause the likely cause, for people
 * @param advice what to do, for people
 */
public record ActionPlan(List<Step> steps, boolean hopeless, String cause, String advice) {

    /**
     * One action of a plan.
     *
     * @param action its id in the product's catalogue
     * @param parameters beyond the catalogue's
     * @param attempts how often it is tried, or 0 for as often as the catalogue says
     * @param reason the table, version, cell and name of the row that chose it, or the user who did
     */
    public record Step(String action, Map<String, Object> parameters, int attempts, String reason) {}
}
