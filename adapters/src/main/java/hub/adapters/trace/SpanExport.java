package hub.adapters.trace;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP, in batches and never on the thread that made them. While there is no
 * collector, all it costs is one field read; when the collector is slow or away, spans are dropped, never messages held up.
 */
public final class SpanExport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpanExport.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Target(URI collector, long threshold, String service) {}

    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final LongAdder dropped = new LongAdder();
    private volatile Target target;
    private Thread sender;
    private volatile boolean closed;
    private boolean away;

    public SpanExport(TraceSettings settings) {
        sendTo(settings);
    }

    /** From now on sends there, or nowhere when the endpoint is empty. */
    public synchronized void sendTo(TraceSettings settings) {
        if (settings.endpoint().isEmpty()) {
            target = null;
            return;
        }
        if (settings.ratio() < 0 || settings.ratio() > 1) {
            throw new IllegalArgumentException(
                    "hub.trace.ratio is a part of all traces, 0 to 1, not " + settings.ratio());
        }
        target = new Target(
                URI.create(settings.endpoint()), (long) (settings.ratio() * Long.MAX_VALUE), settings.service());
        if (sender == null) {
            sender = new Thread(this::run, "span-export");
            sender.setDaemon(true);
            sender.start();
        }
    }

    /** Whether any trace is sent at all. */
    public boolean isOn() {
        return target != null;
    }

    /** Whether this trace is one of those that are sent: its last 63 bits decide, as OpenTelemetry's ratio sampler has it. */
    public boolean wants(String traceId) {
        Target now = target;
        if (now == null || traceId.length() != 32) {
            return false;
        }
        long low = 0;
        for (int at = 16; at < 32; at++) {
            int digit = Character.digit(traceId.charAt(at), 16);
            if (digit < 0) {
                return false;
            }
            low = low << 4 | digit;
        }
        return (low & Long.MAX_VALUE) <= now.threshold();
    }

    /** Takes a span; returns at once. */
    public void add(Span span) {
        if (target != null && !waiting.offer(span)) {
            dropped.increment();
        }
    }

    /** Spans that found no room or could not be sent since the start. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        while (!closed) {
            try {
                Optional.ofNullable(waiting.poll(1, TimeUnit.SECONDS)).ifPresent(first -> send(client, first));
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException defect) {
                LOG.error("spans could not be sent", defect);
            }
        }
    }

    private void send(HttpClient client, Span first) {
        Target now = target;
        List<Span> spans = new ArrayList<>(List.of(first));
        waiting.drainTo(spans, MOST_AT_ONCE - 1);
        if (now == null) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(now.collector())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(SpanText.write(now.service(), spans)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            told(status < 300 ? "" : "answers " + status, spans.size());
        } catch (IOException problem) {
            told("does not answer: " + problem, spans.size());
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    /** Says once that the collector is away, and once that it is back. */
    private void told(String problem, int spans) {
        if (!problem.isEmpty()) {
            dropped.add(spans);
        }
        if (away != !problem.isEmpty()) {
            away = !away;
            LOG.warn(
                    "the trace collector {}",
                    away ? problem + "; spans are dropped until it does" : "takes spans again");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (sender != null) {
            sender.interrupt();
        }
    }
}
