package hub.adapters.command;

import java.util.List;
import java.util.Map;

/**
 * Changes of executions to be told to who watches.
 *
 * @param numbers of the lines of history they stand for
 * @param publications topic and content of each, {@code $aws/events/commandExecution/{commandId}/{status}}
 */
public record CommandEvents(List<Long> numbers, List<Map.Entry<String, byte[]>> publications) {}
