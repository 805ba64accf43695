package hub.adapters.hot;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import org.bson.Document;

/**
 * A reading on its way to the store. It is a Document only in name: {@link HotCodec} writes the reading itself, and nobody builds
 * the maps in between.
 */
final class TelemetryDocument extends Document {
    private static final long serialVersionUID = 1L;

    private final transient Telemetry telemetry;
    private final boolean latest;

    private TelemetryDocument(Telemetry telemetry, boolean latest) {
        this.telemetry = telemetry;
        this.latest = latest;
    }

    /** A reading as collection telemetry keeps it, under its own identity. */
    static TelemetryDocument reading(Telemetry telemetry) {
        return new TelemetryDocument(telemetry, false);
    }

    /** A reading as collection latest keeps it, under its device. */
    static TelemetryDocument latest(Telemetry telemetry) {
        return new TelemetryDocument(telemetry, true);
    }

    Telemetry telemetry() {
        return telemetry;
    }

    boolean isLatest() {
        return latest;
    }

    String id() {
        return latest ? telemetry.deviceId() : telemetry.id();
    }

    /** A text that sorts as stream positions do within a partition: the length of the number comes before the number. */
    static String order(Telemetry telemetry) {
        StreamPosition position = telemetry.position();
        return String.format("%02d%s-%05d", position.offset().length(), position.offset(), telemetry.part());
    }
}
