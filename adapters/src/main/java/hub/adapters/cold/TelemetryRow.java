package hub.adapters.cold;

import hub.message.StreamPosition;
import hub.message.Telemetry;

/** A reading as a row of {@code telemetry}; which metrics it carries, its layout says. */
class TelemetryRow implements ColdRow {
    private static final long MICROS = 1_000;
    private static final long DAY = 86_400_000;
    private static final long OBJECTS = 450;
    private static final long METRIC = 80;
    static final int COLUMNS = ColdTable.TELEMETRY.schema().columns().size();

    final Telemetry reading;
    private final String id;
    private final boolean timed;
    private final ColdPartition partition;
    private MetricLayout layout = MetricLayout.NONE;

    TelemetryRow(Telemetry reading) {
        this.reading = reading;
        this.id = reading.id();
        this.timed = !reading.timestampSource().equals("ingest");
        this.partition = new ColdPartition(reading.productId(), (int) Math.floorDiv(reading.deviceTimestamp(), DAY));
    }

    TelemetryRow with(MetricLayout newLayout) {
        layout = newLayout;
        return this;
    }

    @Override
    public ColdPartition partition() {
        return partition;
    }

    @Override
    public String key() {
        return reading.deviceId();
    }

    @Override
    public long time() {
        return reading.deviceTimestamp();
    }

    @Override
    public StreamPosition position() {
        return reading.position();
    }

    @Override
    public long arrival() {
        return reading.ingestTimestamp();
    }

    @Override
    public long weight() {
        return OBJECTS + METRIC * reading.metrics().size();
    }

    /** A reading dated by its arrival is known by its place in the stream, which the positions watch over. */
    @Override
    public String id() {
        return timed ? id : "";
    }

    @Override
    public int size() {
        return layout == MetricLayout.NONE ? COLUMNS : COLUMNS + 1;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        return type.cast(value(position));
    }

    private Object value(int position) {
        return switch (position) {
            case 0 -> reading.deviceId();
            case 1 -> reading.productId();
            case 2 -> reading.deviceTimestamp() * MICROS;
            case 3 -> some(reading.hubId());
            case 4 -> reading.hubTimestamp() == 0 ? null : reading.hubTimestamp() * MICROS;
            case 5 -> some(reading.childDeviceId());
            case 6 -> reading.ingestTimestamp() * MICROS;
            case 7 -> reading.timestampSource();
            case 8 -> some(reading.specVersion());
            case 9 -> id;
            case 10 -> some(reading.traceId());
            default -> layout.of(reading.metrics());
        };
    }

    static String some(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
