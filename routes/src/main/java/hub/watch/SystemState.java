package hub.watch;

import java.util.Map;

/**
 * How one outside system is.
 *
 * @param name the check's name
 * @param status {@code UP}, {@code DOWN} or another word of the check
 * @param details what the check tells besides
 */
public record SystemState(String name, String status, Map<String, Object> details) {}
