package hub.bench.micro;

import hub.bench.fleet.DeviceFleet;
import hub.bench.fleet.PayloadWriter;
import hub.bench.fleet.Reading;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A thousand readings of the simulated fleet, wrapped as they come from the stream. */
final class SampleFrames {
    static final int READINGS = 1000;
    private static final int CSV_ROWS = 100;

    private final DeviceFleet fleet = new DeviceFleet("sim-", 100, 0.01, false);
    private final long now = System.currentTimeMillis();
    private long offset;

    DeviceFleet fleet() {
        return fleet;
    }

    /** One reading a frame for hex and JSON; for CSV a hundred rows of one device a frame. */
    List<RawFrame> of(String format) {
        List<RawFrame> frames = new ArrayList<>();
        if ("csv".equals(format)) {
            for (int device = 0; device < READINGS / CSV_ROWS; device++) {
                frames.add(frame(device, format, PayloadWriter.csv(rows(device))));
            }
            return frames;
        }
        for (int i = 0; i < READINGS; i++) {
            Reading reading = fleet.next(i % fleet.size(), now - READINGS + i);
            byte[] payload = "hex".equals(format)
                    ? PayloadWriter.tags(reading)
                    : PayloadWriter.json(reading).getBytes(StandardCharsets.UTF_8);
            frames.add(frame(reading.device(), format, payload));
        }
        return frames;
    }

    private List<Reading> rows(int device) {
        List<Reading> rows = new ArrayList<>();
        for (int i = 0; i < CSV_ROWS; i++) {
            rows.add(fleet.next(device, now - READINGS + i));
        }
        return rows;
    }

    private RawFrame frame(int device, String format, String text) {
        return frame(device, format, text.getBytes(StandardCharsets.UTF_8));
    }

    private RawFrame frame(int device, String format, byte[] payload) {
        return new RawFrame(
                new StreamPosition(device % 8, String.valueOf(offset++)),
                fleet.id(device),
                "",
                "",
                "tcp",
                "127.0.0.1",
                format,
                "telemetry",
                now,
                "0123456789abcdef0123456789abcdef",
                payload);
    }
}
