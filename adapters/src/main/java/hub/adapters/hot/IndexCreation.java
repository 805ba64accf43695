package hub.adapters.hot;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the indexes at start, and again and again while the store cannot be reached, so that the hub starts without it. */
final class IndexCreation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexCreation.class);
    private static final int AGAIN_AFTER_SECONDS = 5;

    private final MongoDatabase database;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hot-indexes");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<String> problem = Optional.of("The indexes of the hot store are not created yet.");

    IndexCreation(MongoDatabase database) {
        this.database = database;
    }

    void begin() {
        try {
            HotIndexes.create(database);
            problem = Optional.empty();
        } catch (MongoException failure) {
            LOG.warn("The hot store cannot be reached, its indexes are created later: {}", failure.getMessage());
            problem = Optional.of("The indexes of the hot store are not created: " + failure.getMessage());
            later.schedule(this::begin, AGAIN_AFTER_SECONDS, TimeUnit.SECONDS);
        }
    }

    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
