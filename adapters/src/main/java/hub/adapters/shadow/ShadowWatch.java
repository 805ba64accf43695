package hub.adapters.shadow;

import hub.message.CommandResult;
import java.util.List;

/**
 * What a look at the open executions has shown.
 *
 * @param works changes of shadows that had not been made yet
 * @param ended executions that are over; each is ended only when this was told
 */
public record ShadowWatch(List<ShadowWork> works, List<CommandResult> ended) {}
