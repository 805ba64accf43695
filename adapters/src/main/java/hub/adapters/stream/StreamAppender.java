package hub.adapters.stream;

import hub.message.RawFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Appends frames to the topic, one record for each, and knows when they are durable. */
final class StreamAppender implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String topic;
    private final Producer<byte[], byte[]> kafka;
    private final ExecutorService resume;
    private final StreamMetrics metrics;

    private StreamAppender(
            String topic, Producer<byte[], byte[]> kafka, ExecutorService resume, StreamMetrics metrics) {
        this.topic = topic;
        this.kafka = kafka;
        this.resume = resume;
        this.metrics = metrics;
    }

    /** @param resume runs what comes after an append; closed together with the appender */
    static StreamAppender open(StreamClientSettings settings, ExecutorService resume, StreamMetrics metrics) {
        return new StreamAppender(settings.topic(), new KafkaProducer<>(settings.producer()), resume, metrics);
    }

    /**
     * Hands the frames over in their order; a frame that cannot even be handed over refuses all after it, so that no device's frames
     * overtake each other.
     *
     * @param whenDone gets one flag for each frame, and the first failure or null
     */
    void append(List<RawFrame> frames, BiConsumer<boolean[], Throwable> whenDone) {
        long begun = System.nanoTime();
        Append append = new Append(frames.size(), resume, (accepted, failure) -> {
            metrics.appended(accepted, System.nanoTime() - begun);
            whenDone.accept(accepted, failure);
        });
        Throwable full = null;
        for (int i = 0; i < frames.size(); i++) {
            if (full == null) {
                full = send(frames.get(i), append, i);
            } else {
                append.refuse(i, full);
            }
        }
        append.handedOver();
    }

    /** Sends what waits, for at most 10 s. */
    @Override
    public void close() {
        kafka.close(CLOSE_TIMEOUT);
        resume.shutdown();
    }

    private Throwable send(RawFrame frame, Append append, int index) {
        try {
            if (frame.deviceId().isEmpty()) {
                throw new IllegalArgumentException("the frame from " + frame.address() + " has no device id");
            }
            byte[] key = EnvelopeWriter.bytes(frame.deviceId());
            byte[] value = EnvelopeWriter.write(frame);
            return refusal(kafka.send(new ProducerRecord<>(topic, key, value), append.frame(index)));
        } catch (IllegalArgumentException unfit) {
            append.refuse(index, unfit);
            return null;
        } catch (KafkaException | IllegalStateException problem) {
            append.refuse(index, problem);
            return problem;
        }
    }

    /** Why Kafka's client took nothing (its buffer is full or no broker is known), or null; a frame that is merely too large is null. */
    private static Throwable refusal(Future<RecordMetadata> sent) {
        if (!sent.isDone()) {
            return null;
        }
        try {
            sent.get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof TimeoutException ? failure.getCause() : null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return stop;
        }
    }
}
