package hub;

import hub.decode.StandardizedBatch;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import hub.watch.StageTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/** Counts what each stage of the walk did, so that an operator sees at which one messages stay behind. */
public final class StageMetrics {

    private static final String STANDARDIZED = "standardizedAt";

    private final MeterRegistry metrics;
    private final StageTraces traces;
    private final Clock clock;
    private final Timer age;

    StageMetrics(MeterRegistry metrics, StageTraces traces, Clock clock) {
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
        this.age = Timer.builder("hub.send.to.judged")
                .description("Time from arrival at the door until stored and judged, sampled once per batch")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    /** Counts a standardized batch: readings, dead letters by reason, and warnings by product and field. */
    public void standardized(StandardizedBatch batch, Exchange exchange) {
        if (traces.isOn()) {
            exchange.setProperty(STANDARDIZED, clock.millis());
            traces.standardized(batch, exchange.getClock().getCreated());
        }
        metrics.counter("hub.standardize.telemetry").increment(batch.telemetry().size());
        for (DeadLetter letter : batch.deadLetters()) {
            metrics.counter("hub.dead.letters", "stage", letter.stage(), "reason", letter.reason())
                    .increment();
        }
        for (StandardizedBatch.Warning warning : batch.warnings()) {
            metrics.counter(
                            "hub.contract.warnings",
                            "product",
                            warning.productId(),
                            "field",
                            warning.violation().field())
                    .increment();
        }
    }

    /** Notes how old the oldest reading of a batch is, now that all of it is stored and judged. */
    public void judged(StandardizedBatch batch, Exchange exchange) {
        if (traces.isOn()) {
            traces.judged(batch, exchange.getProperty(STANDARDIZED, clock.millis(), Long.class));
        }
        if (!batch.telemetry().isEmpty()) {
            Telemetry oldest = batch.telemetry().get(0);
            age.record(Math.max(0, clock.millis() - oldest.ingestTimestamp()), TimeUnit.MILLISECONDS);
        }
    }
}
