package hub.adapters.command;

import hub.message.DeadLetter;
import java.util.List;
import java.util.Map;

/**
 * What became of results from devices.
 *
 * @param refused dead letters of those that belong to no execution, to another device's, or say nothing understandable
 * @param answers topic and content of what devices that speak AWS IoT Commands are told
 */
public record ResultsTaken(List<DeadLetter> refused, List<Map.Entry<String, byte[]>> answers) {}
