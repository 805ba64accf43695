package hub.desk;

import hub.adapters.lab.DeviceStretches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers a device's readings thinned out for a chart, however many there are. */
public final class SeriesDesk {

    private static final int USUAL = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    private final DeviceStretches cold;
    private final Clock clock;

    public SeriesDesk(DeviceStretches cold, Clock clock) {
        this.cold = cold;
        this.clock = clock;
    }

    /**
     * Begins with what the cold store has.
     *
     * @param from ISO 8601; null: a day before the end
     * @param to ISO 8601; null: now
     * @param points stretches at most; null: 1000
     * @param metrics names with commas between them; null: all that are numbers
     * @throws IllegalArgumentException when the span is empty
     */
    public DeviceSeries begin(String device, String from, String to, Integer points, String metrics)
            throws IOException {
        Instant until = to == null ? clock.instant() : OffsetDateTime.parse(to).toInstant();
        Instant since =
                from == null ? until.minus(DAY) : OffsetDateTime.parse(from).toInstant();
        if (!until.isAfter(since)) {
            throw new IllegalArgumentException("to " + until + " must lie after from " + since);
        }
        long most = points == null ? USUAL : points;
        long width = Math.max(1, (Duration.between(since, until).toMillis() + most - 1) / most);
        Set<String> wanted = metrics == null || metrics.isBlank() ? Set.of() : Set.copyOf(List.of(metrics.split(",")));
        DeviceStretches.Span span = new DeviceStretches.Span(device, since, until, width, wanted);
        return new DeviceSeries(span, cold.find(span));
    }

    /** Adds a page of the hot store. */
    public void addTo(DeviceSeries series, Map<String, Object> page) {
        series.add(page);
    }
}
