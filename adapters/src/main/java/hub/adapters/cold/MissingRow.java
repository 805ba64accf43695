package hub.adapters.cold;

import hub.message.StreamPosition;
import hub.message.Telemetry;

/** A reading that comes from another store: always known by its identity, since the stream has gone by. */
final class MissingRow extends TelemetryRow {

    MissingRow(Telemetry reading) {
        super(reading);
    }

    @Override
    public StreamPosition position() {
        return StreamPosition.NONE;
    }

    @Override
    public long arrival() {
        return Long.MAX_VALUE;
    }

    @Override
    public String id() {
        return reading.id();
    }
}
