package hub.adapters.reads;

import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one copy: whether it may be read, and by whom. It is looked at every second; reads are decided by the last
 * look and cost nothing.
 */
public final class ReadCopy {

    private static final Logger LOG = LoggerFactory.getLogger(ReadCopy.class);

    /** How old a look may be, besides. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final String name;
    private final Copy copy;
    private final ReadSettings settings;
    private final Clock clock;
    private final Counter served;
    private final Counter fellBack;
    private final Map<String, Instant> wrote = new ConcurrentHashMap<>();
    private volatile Instant reflects = Instant.EPOCH;
    private volatile String problem = "it was not looked at yet";

    private ReadCopy(String name, Copy copy, ReadSettings settings, MeterRegistry meters, Clock clock) {
        this.name = name;
        this.copy = copy;
        this.settings = settings;
        this.clock = clock;
        this.served = Counter.builder("hub.read.copy")
                .description("Reads that a copy answered")
                .tag("store", name)
                .register(meters);
        this.fellBack = Counter.builder("hub.read.fallback")
                .description("Reads that the store itself answered, because the copy was away or behind")
                .tag("store", name)
                .register(meters);
        Gauge.builder("hub.read.lag", this, each -> each.lag().toMillis() / 1000.0)
                .description("How far the copy is behind its store")
                .baseUnit("seconds")
                .tag("store", name)
                .register(meters);
    }

    /** A streaming replica of the warm store; see {@link WarmCopy}. */
    public static ReadCopy ofWarm(
            DataSource store, DataSource replica, ReadSettings settings, MeterRegistry meters, Clock clock) {
        return new ReadCopy("warm", new WarmCopy(store, replica), settings, meters, clock);
    }

    /** A secondary of the hot store; see {@link HotCopy}. */
    public static ReadCopy ofHot(
            MongoClient store,
            MongoClient secondary,
            String database,
            ReadSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new ReadCopy("hot", new HotCopy(store, secondary, database), settings, meters, clock);
    }

    /** Looks how far the copy is; called every second. */
    public void look() {
        Instant now = clock.instant();
        try {
            Instant until = copy.reflects(now);
            reflects = until;
            tell(lag().compareTo(settings.mostLag()) > 0 ? "it is " + lag().toMillis() + " ms behind" : "");
            wrote.values().removeIf(at -> at.isBefore(until));
        } catch (Exception away) {
            failed(away);
        }
    }

    /** Notes that the copy did not answer; it is read again after a look that finds it well. */
    public void failed(Exception away) {
        tell("it does not answer: " + away.getMessage());
    }

    private void tell(String found) {
        if (problem.isEmpty() != found.isEmpty()) {
            LOG.info("reads of the {} store go to {}{}", name, found.isEmpty() ? "its copy" : "the store, ", found);
        }
        problem = found;
    }

    /** Whether the copy may answer this reader now: it is well, and it has what he wrote himself. */
    public boolean serves(String reader) {
        Instant own = wrote.get(reader);
        boolean fresh = problem.isEmpty() && lag().compareTo(settings.mostLag().plus(LOOK)) <= 0;
        boolean fit = fresh && (own == null || own.isBefore(reflects));
        (fit ? served : fellBack).increment();
        return fit;
    }

    /** Notes that somebody has written until now; until the copy has it he reads from the store. */
    public void wrote(String writer) {
        wrote.put(writer, clock.instant());
    }

    /** For the hub's health. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("reads", problem.isEmpty() ? "copy" : "store");
        status.put("lagMillis", lag().toMillis());
        if (!problem.isEmpty()) {
            status.put("problem", problem);
        }
        return status;
    }

    private Duration lag() {
        return Duration.between(reflects, clock.instant());
    }
}
