package hub.adapters.command;

import hub.message.Command;
import java.time.Instant;

/**
 * A command on its way to its device.
 *
 * @param command what is sent
 * @param hubId the hub the device stands behind, or empty
 * @param door over which it goes: {@code mqtt} or {@code tcp}
 * @param attempt the number of this sending, from 1
 * @param deadline when the device's answer comes too late
 */
public record Outgoing(Command command, String hubId, String door, int attempt, Instant deadline) {}
