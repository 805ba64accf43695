package hub.adapters.stream;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Waits for the acknowledgement of every frame of one exchange and then tells the exchange, once. */
final class Append {
    private final boolean[] accepted;
    private final AtomicInteger waiting;
    private final Executor resume;
    private final BiConsumer<boolean[], Throwable> whenDone;
    private volatile Throwable firstFailure;

    /**
     * @param resume runs {@code whenDone}, so that a slow route holds nobody up but itself
     * @param whenDone gets one flag for each frame, and the first failure or null
     */
    Append(int frames, Executor resume, BiConsumer<boolean[], Throwable> whenDone) {
        this.accepted = new boolean[frames];
        this.resume = resume;
        this.whenDone = whenDone;
        this.waiting = new AtomicInteger(frames + 1);
        Arrays.fill(accepted, true);
    }

    /** The callback for one frame; Kafka calls it on the thread that also sends, which must not be held up. */
    Callback frame(int index) {
        return (RecordMetadata durableAt, Exception failure) -> {
            if (failure != null) {
                note(index, failure);
            }
            if (waiting.decrementAndGet() == 0) {
                resume.execute(() -> whenDone.accept(accepted, firstFailure));
            }
        };
    }

    /** Refuses a frame that was not handed over; for the thread that hands over. */
    void refuse(int index, Throwable failure) {
        note(index, failure);
        waiting.decrementAndGet();
    }

    /** All frames have been handed over or refused. */
    void handedOver() {
        if (waiting.decrementAndGet() == 0) {
            whenDone.accept(accepted, firstFailure);
        }
    }

    private void note(int index, Throwable failure) {
        accepted[index] = false;
        if (firstFailure == null) {
            firstFailure = failure;
        }
    }
}
