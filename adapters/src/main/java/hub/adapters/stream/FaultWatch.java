package hub.adapters.stream;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fatal fault of the embedded node (a full disk, say) from ending the whole hub.
 *
 * <p>Kafka answers such faults by ending its process, which is ours here. The fault is remembered instead: health turns down, writes fail,
 * devices are refused, and an operator can still look at the hub.
 */
final class FaultWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FaultWatch.class);
    private static final AtomicReference<String> FAULT = new AtomicReference<>();

    private FaultWatch() {}

    static void keepTheHubAlive() {
        FAULT.set(null);
        Exit.setExitProcedure(FaultWatch::remember);
        Exit.setHaltProcedure(FaultWatch::remember);
    }

    static Optional<String> fault() {
        return Optional.ofNullable(FAULT.get());
    }

    private static void remember(int code, String message) {
        var text = "The embedded stream stopped itself with code " + code + (message == null ? "" : ": " + message);
        FAULT.compareAndSet(null, text);
        LOG.error("{}. Free the disk or mend the folder, then restart the hub.", text);
    }
}
