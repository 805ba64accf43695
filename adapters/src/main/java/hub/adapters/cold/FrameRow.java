package hub.adapters.cold;

import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.ByteBuffer;

/** A frame as a row of {@code raw_frame}. */
record FrameRow(RawFrame frame, ColdPartition partition) implements ColdRow {
    private static final long MICROS = 1_000;
    private static final long DAY = 86_400_000;
    private static final long OBJECTS = 350;

    FrameRow(RawFrame frame) {
        this(frame, new ColdPartition("", (int) Math.floorDiv(frame.receivedAt(), DAY)));
    }

    @Override
    public String key() {
        return frame.deviceId();
    }

    @Override
    public long time() {
        return frame.receivedAt();
    }

    @Override
    public StreamPosition position() {
        return frame.position();
    }

    @Override
    public long arrival() {
        return frame.receivedAt();
    }

    @Override
    public long weight() {
        return OBJECTS + frame.payload().length;
    }

    @Override
    public String id() {
        return "";
    }

    @Override
    public int size() {
        return ColdTable.RAW_FRAME.schema().columns().size();
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        return type.cast(value(position));
    }

    private Object value(int position) {
        return switch (position) {
            case 0 -> frame.traceId();
            case 1 -> frame.receivedAt() * MICROS;
            case 2 -> frame.deviceId();
            case 3 -> TelemetryRow.some(frame.hubId());
            case 4 -> TelemetryRow.some(frame.productId());
            case 5 -> TelemetryRow.some(frame.door());
            case 6 -> TelemetryRow.some(frame.address());
            case 7 -> TelemetryRow.some(frame.format());
            case 8 -> TelemetryRow.some(frame.role());
            case 9 -> ByteBuffer.wrap(frame.payload());
            case 10 -> frame.position().partition();
            default -> frame.position().offset();
        };
    }
}
