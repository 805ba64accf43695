package hub.adapters.analytics;

import hub.message.DevicePlacement;
import java.time.Instant;
import java.util.List;

/** Where devices stood and whose they were. */
public interface PlacedDevices {

    /** All spans that touch a time; {@code until} is exclusive. */
    List<DevicePlacement> between(Instant from, Instant until) throws Exception;
}
