package hub.adapters.hot;

import hub.message.Telemetry;
import org.bson.Document;

/**
 * A reading on its way to the store. It is a Document only in name: {@link HotCodec} writes the reading itself, and nobody builds
 * the maps in between.
 */
final class TelemetryDocument extends Document {
    private static final long serialVersionUID = 1L;

    private final transient Telemetry telemetry;

    TelemetryDocument(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    Telemetry telemetry() {
        return telemetry;
    }
}
