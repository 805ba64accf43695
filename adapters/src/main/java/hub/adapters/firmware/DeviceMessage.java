package hub.adapters.firmware;

import hub.message.CommandResult;
import java.util.Optional;

/**
 * Something to be sent out.
 *
 * @param id of its row in the outbox; 0 for an answer, which is not kept
 * @param topic where it is published; empty for the result of a command
 * @param payload what is published
 * @param result the result of a command
 */
public record DeviceMessage(long id, String topic, byte[] payload, Optional<CommandResult> result) {

    /** The result of a command; only where there is no topic. */
    public CommandResult commandResult() {
        return result.orElseThrow();
    }

    static DeviceMessage answer(String topic, byte[] payload) {
        return new DeviceMessage(0, topic, payload, Optional.empty());
    }
}
