package hub.watch;

import hub.adapters.response.ResponseOrder;
import hub.adapters.stream.AppendWatch;
import hub.adapters.trace.AlarmTraces;
import hub.adapters.trace.Span;
import hub.adapters.trace.SpanExport;
import hub.decode.StandardizedBatch;
import hub.message.Alarm;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.Telemetry;
import hub.rules.Judgement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells one trace from the device's door to what was done about its alarm. The trace id is the one that every frame carries through the
 * stream; while no collector is set, each call ends after one field read.
 */
public final class StageTraces implements AppendWatch {

    private static final String RECEIVE = "receive";
    private static final String STREAM = "stream";
    private static final String STANDARDIZE = "standardize";
    private static final String JUDGE = "store and judge";
    private static final String ALARM = "alarm";
    private static final String DEVICE = "device.id";

    private final SpanExport spans;
    private final AlarmTraces alarms;
    private final Clock clock;

    public StageTraces(SpanExport spans, AlarmTraces alarms, Clock clock) {
        this.spans = spans;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Whether anybody listens. */
    public boolean isOn() {
        return spans.isOn();
    }

    /** The door's step: from the arrival until the frame is durable. */
    @Override
    public void appended(List<RawFrame> frames, boolean[] accepted) {
        if (!spans.isOn()) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (int at = 0; at < frames.size(); at++) {
            RawFrame frame = frames.get(at);
            if (spans.wants(frame.traceId()) && told.add(frame.traceId())) {
                Map<String, String> about =
                        Map.of(DEVICE, frame.deviceId(), "hub.door", frame.door(), "hub.role", frame.role());
                boolean refused = !accepted[at];
                spans.add(new Span(
                        frame.traceId(), RECEIVE, "", "", "", frame.receivedAt(), clock.millis(), refused, about));
            }
        }
    }

    /**
     * The steps through the stream and the standardizer.
     *
     * @param taken when the batch came from the stream, epoch milliseconds
     */
    public void standardized(StandardizedBatch batch, long taken) {
        long now = clock.millis();
        for (Telemetry reading : batch.telemetry()) {
            if (spans.wants(reading.traceId())) {
                Map<String, String> about = about(reading);
                step(reading, STREAM, RECEIVE, "", reading.ingestTimestamp(), taken, about);
                step(reading, STANDARDIZE, STREAM, reading.deviceId(), taken, now, about);
            }
        }
        for (DeadLetter letter : batch.deadLetters()) {
            String trace = letter.headers().getOrDefault("traceId", "");
            if (spans.wants(trace)) {
                Map<String, String> about = Map.of(DEVICE, letter.deviceId(), "hub.reason", letter.reason());
                spans.add(new Span(trace, STANDARDIZE, letter.deviceId(), RECEIVE, "", taken, now, true, about));
            }
        }
    }

    /** The step in which readings are stored and judged, which ends now. */
    public void judged(StandardizedBatch batch, long standardized) {
        long now = clock.millis();
        for (Telemetry reading : batch.telemetry()) {
            if (spans.wants(reading.traceId())) {
                step(reading, JUDGE, STANDARDIZE, reading.deviceId(), standardized, now, about(reading));
            }
        }
    }

    /** Alarms that readings changed; called from YAML before the judge is told that they are kept. */
    public void alarmed(Judgement judgement, List<Telemetry> readings) throws SQLException {
        if (!spans.isOn() || readings == null) {
            return;
        }
        long now = clock.millis();
        for (Alarm alarm : judgement.alarms()) {
            Optional<Telemetry> cause = readings.stream()
                    .filter(reading -> reading.deviceId().equals(alarm.deviceId()))
                    .reduce((earlier, later) -> later);
            if (cause.isPresent() && spans.wants(cause.get().traceId())) {
                String trace = cause.get().traceId();
                alarms.keep(alarm.id(), trace);
                Map<String, String> about = Map.of(
                        DEVICE,
                        alarm.deviceId(),
                        "hub.alarm",
                        alarm.id(),
                        "hub.rule",
                        alarm.ruleId(),
                        "hub.state",
                        alarm.state().name());
                spans.add(new Span(trace, ALARM, alarm.id(), JUDGE, alarm.deviceId(), now, now, false, about));
            }
        }
    }

    /** What the hub did about an alarm: a command, a notice, a visit; called from YAML when it is sent. */
    public void acted(ResponseOrder order) throws SQLException {
        if (!spans.isOn()) {
            return;
        }
        Optional<String> trace = alarms.of(order.alarmId());
        if (trace.isPresent() && spans.wants(trace.get())) {
            long now = clock.millis();
            String name = "act " + order.kind().name().toLowerCase(Locale.ROOT);
            Map<String, String> about = Map.of("hub.alarm", order.alarmId(), "hub.tries", "" + order.tries());
            spans.add(new Span(
                    trace.get(), name, Long.toString(order.id()), ALARM, order.alarmId(), now, now, false, about));
        }
    }

    private void step(
            Telemetry reading,
            String name,
            String parent,
            String parentKey,
            long start,
            long end,
            Map<String, String> about) {
        spans.add(new Span(reading.traceId(), name, reading.deviceId(), parent, parentKey, start, end, false, about));
    }

    private static Map<String, String> about(Telemetry reading) {
        return Map.of(
                DEVICE,
                reading.deviceId(),
                "hub.product",
                reading.productId(),
                "hub.spec",
                reading.specVersion(),
                "hub.place",
                reading.place());
    }
}
