package hub.reload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that files were saved, by looking: polling also sees network folders and editors that replace a file, and two
 * equal looks in a row mean that nobody is still writing.
 */
final class FolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final Supplier<Map<String, String>> look;
    private final Consumer<Map<String, String>> changed;
    private final Duration every;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "route-folder-watch");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, String> handled;
    private Map<String, String> seen;

    /**
     * Watches.
     *
     * @param look what the folder looks like now
     * @param handled what it looked like when it was last dealt with
     * @param every time between two looks
     * @param changed called with the new look once it has settled
     */
    FolderWatch(
            Supplier<Map<String, String>> look,
            Map<String, String> handled,
            Duration every,
            Consumer<Map<String, String>> changed) {
        this.look = look;
        this.handled = handled;
        this.seen = handled;
        this.every = every;
        this.changed = changed;
    }

    void start() {
        clock.scheduleWithFixedDelay(this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
            LOG.warn("a change of routes is still being made while the hub stops");
        }
    }

    private void tick() {
        try {
            Map<String, String> now = look.get();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(handled)) {
                handled = now;
                changed.accept(now);
            }
        } catch (RuntimeException | LinkageError problem) {
            LOG.error("a change of routes could not be dealt with; looking again: {}", problem.getMessage(), problem);
        }
    }
}
