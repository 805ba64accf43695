package hub.master.sync;

import hub.message.MasterChange;
import java.util.List;

/**
 * Changes of one source in the order in which it told them.
 *
 * @param source the legacy system
 * @param holder who reads it now; empty where nobody has to
 * @param changes what happened
 */
public record ChangeBatch(String source, String holder, List<MasterChange> changes) {}
