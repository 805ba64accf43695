package hub.adapters.stream;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Waits for the acknowledgement of every frame of one exchange and then tells the exchange, once. */
final class Append {
    private final boolean[] accepted;
    private final AtomicInteger waiting;
    private final BiConsumer<boolean[], Throwable> whenDone;
    private volatile Throwable firstFailure;

    /** @param whenDone gets one flag for each frame, and the first failure or null */
    Append(int frames, BiConsumer<boolean[], Throwable> whenDone) {
        this.accepted = new boolean[frames];
        this.whenDone = whenDone;
        this.waiting = new AtomicInteger(frames + 1);
        Arrays.fill(accepted, true);
    }

    /** The callback for one frame. */
    Callback frame(int index) {
        return (RecordMetadata durableAt, Exception failure) -> {
            if (failure == null) {
                settle();
            } else {
                refuse(index, failure);
            }
        };
    }

    void refuse(int index, Throwable failure) {
        accepted[index] = false;
        if (firstFailure == null) {
            firstFailure = failure;
        }
        settle();
    }

    /** All frames have been handed over; every settled one has been counted. */
    void handedOver() {
        settle();
    }

    private void settle() {
        if (waiting.decrementAndGet() == 0) {
            whenDone.accept(accepted, firstFailure);
        }
    }
}
