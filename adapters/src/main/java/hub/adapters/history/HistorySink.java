package hub.adapters.history;

import hub.message.HistoryLine;
import java.util.List;

/** Keeps lines; one that it has already is not kept twice. */
public interface HistorySink {

    /** Keeps these lines, all of one source; when this returns they are safe. */
    void keep(List<HistoryLine> lines) throws Exception;
}
