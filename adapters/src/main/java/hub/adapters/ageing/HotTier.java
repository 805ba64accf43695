package hub.adapters.ageing;

import hub.message.Telemetry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The hot store as ageing needs it. */
public interface HotTier {

    /** Where in the order of ids the readings of a time begin, for those that have a time of their own. */
    String idAt(Instant time);

    /** Readings in the order of their ids, from one (perhaps included) to another (excluded; empty: to the end). */
    List<ReadingKey> keys(String from, boolean included, String until, int most);

    /** Readings of one device, measured from one time on and before another. */
    List<ReadingKey> keysOf(String deviceId, Instant from, Instant until, int most);

    /** The readings themselves. */
    List<Telemetry> readings(Collection<String> ids);

    /** Deletes readings and gives how many there were. */
    int delete(Collection<String> ids);

    /** Deletes what else is kept of a device up to a time, such as its alarms; gives how much that was. */
    int forget(String deviceId, Instant until);

    /** Deletes alarms that are over and were last changed before a time, but for those of some devices. */
    int deleteAlarms(Instant before, Collection<String> held, int most);
}
