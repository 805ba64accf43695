package hub.adapters.stream;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/** Runs the route once for a batch and says how it went. */
final class BatchDelivery {
    private final DefaultConsumer consumer;
    private final StreamMetrics metrics;

    BatchDelivery(DefaultConsumer consumer, StreamMetrics metrics) {
        this.consumer = consumer;
        this.metrics = metrics;
    }

    /** Delivers synchronously; the failure of the exchange, or empty when stores and judgement are done. */
    Optional<Throwable> deliver(FrameBatch batch, int attempt) {
        long begun = System.nanoTime();
        Exchange exchange = consumer.createExchange(false);
        try {
            exchange.getIn().setBody(batch.frames());
            exchange.getIn().setHeader(StreamHeaders.ATTEMPT, attempt);
            if (!batch.unreadable().isEmpty()) {
                exchange.getIn().setHeader(StreamHeaders.UNREADABLE, batch.unreadable());
            }
            Optional<Throwable> failure = run(exchange);
            if (failure.isEmpty()) {
                metrics.delivered(batch, System.nanoTime() - begun);
            }
            return failure;
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private Optional<Throwable> run(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception failure) {
            return Optional.of(failure);
        }
        if (exchange.getException() != null) {
            return Optional.of(exchange.getException());
        }
        return exchange.isRollbackOnly()
                ? Optional.of(new IllegalStateException("the route asked for a roll-back"))
                : Optional.empty();
    }
}
