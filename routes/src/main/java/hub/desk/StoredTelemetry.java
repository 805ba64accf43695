package hub.desk;

import hub.message.Telemetry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads what devices sent in the past, from whichever store has it. */
public interface StoredTelemetry {

    /** Takes one page of readings; false when no more are wanted. */
    interface Page {
        boolean take(List<Telemetry> readings) throws SQLException;
    }

    /** The devices of a product, or all when it is empty, in the order of their ids. */
    List<String> devices(String product);

    /** A device's readings in the order of their device times; false when the page wanted no more. */
    boolean read(String deviceId, Instant from, Instant until, Page page) throws IOException, SQLException;
}
