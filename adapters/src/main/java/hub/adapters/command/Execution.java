package hub.adapters.command;

import hub.message.Command;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A command and how far it has come.
 *
 * @param hubId the hub its device stands behind, or empty
 * @param door over which it was last sent, or empty
 * @param attempts how often it was sent
 * @param deadline when it times out, or expires while it waits for its device
 */
record Execution(
        Command command,
        String hubId,
        ExecutionState state,
        String reason,
        Map<String, Object> result,
        String door,
        int attempts,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Instant> endedAt,
        Instant deadline) {}
