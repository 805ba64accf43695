package hub.sync;

import hub.master.sync.ChangeBatch;
import hub.master.sync.ChangeReader;
import hub.master.sync.LostSource;
import hub.master.sync.SyncSources;
import hub.master.sync.SyncSources.SavedOffset;
import hub.message.MasterChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.debezium.DebeziumConstants;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what Debezium tells, and has it applied when Debezium wants to remember how far it is: nothing counts as read before it is
 * master data. While the warm store does not answer, reading waits.
 */
public final class LegacyChanges {

    private static final Logger LOG = LoggerFactory.getLogger(LegacyChanges.class);
    private static final long PAUSE_MILLIS = 1000;
    private static final Pattern LSN = Pattern.compile("\"lsn[a-z_]*\":(\\d+)");
    private static final String ISO = "io.debezium.time.Iso";
    private static final double HIGH = 0.99;

    private final String source;
    private final String holder;
    private final ChangeReader reader;
    private final SyncSources sources;
    private final Consumer<ChangeBatch> apply;
    private final Clock clock;
    private final Timer lag;
    private final List<MasterChange> collected = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean reading;
    private volatile long sourceTime;
    private String told = "";

    /**
     * @param source the name of the legacy system
     * @param holder this hub, told from others
     * @param apply makes master data of a batch, or throws
     */
    public LegacyChanges(
            String source,
            String holder,
            SyncSources sources,
            Consumer<ChangeBatch> apply,
            MeterRegistry metrics,
            Clock clock) {
        this.source = source;
        this.holder = holder;
        this.reader = new ChangeReader(source);
        this.sources = sources;
        this.apply = apply;
        this.clock = clock;
        this.lag = Timer.builder("hub.sync.lag")
                .description("From the commit in the legacy system to master data")
                .tag("source", source)
                .publishPercentiles(HIGH)
                .percentilePrecision(2)
                .register(metrics);
    }

    /** Takes one event of Debezium. */
    public void collect(Exchange exchange) throws SQLException {
        Map<?, ?> from = exchange.getMessage().getHeader(DebeziumConstants.HEADER_SOURCE_METADATA, Map.class);
        if (from == null || from.get("table") == null) {
            return;
        }
        snapshot(String.valueOf(from.get("snapshot")));
        Object told = exchange.getMessage().getBody();
        long at = number(from.get("ts_ms"));
        sourceTime = Math.max(sourceTime, at);
        reader.read(
                        exchange.getMessage().getHeader(DebeziumConstants.HEADER_OPERATION, String.class),
                        from.get("schema") + "." + from.get("table"),
                        columns(told),
                        columns(exchange.getMessage().getHeader(DebeziumConstants.HEADER_KEY)),
                        number(from.get("lsn")),
                        at)
                .ifPresent(collected::add);
    }

    private void snapshot(String word) throws SQLException {
        boolean now = !word.equals("false") && !word.equals("null") && !word.equals("incremental");
        if (now && !reading) {
            sources.snapshotBegins(source);
            sources.state(source, "reading", "");
        }
        reading = now;
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static Map<String, Object> columns(Object told) {
        if (!(told instanceof Struct row)) {
            return Map.of();
        }
        List<Field> fields = row.schema().fields();
        Map<String, Object> columns = new HashMap<>(fields.size() * 2);
        for (Field field : fields) {
            columns.put(field.name(), plain(field.schema().name(), row.getWithoutDefault(field.name())));
        }
        return columns;
    }

    /** Days and local times come with a Z that the source never wrote; only a timestamp with a zone is in UTC. */
    private static Object plain(String type, Object value) {
        boolean local = type != null && type.startsWith(ISO) && value instanceof String;
        return local ? ((String) value).replaceFirst("Z$", "") : value;
    }

    /** Begins anew after what was applied last. */
    void begin() {
        collected.clear();
        reading = false;
        running = true;
    }

    /** Debezium has ended, for whatever reason. */
    void end() {
        running = false;
    }

    /** Whether Debezium runs. */
    public boolean isRunning() {
        return running;
    }

    /** When the source committed what was seen last, epoch milliseconds; 0 before the first change. */
    public long sourceTime() {
        return sourceTime;
    }

    /** Up to where the source was read and applied, once it is followed; 0 before. */
    long position() throws SQLException {
        long position = 0;
        for (SavedOffset offset : sources.offsets(source)) {
            String text = new String(offset.position(), StandardCharsets.UTF_8);
            Matcher found = LSN.matcher(text);
            boolean stillReading = text.contains("\"snapshot\"")
                    && !text.contains("\"snapshot\":\"INCREMENTAL\"")
                    && !text.contains("\"snapshot_completed\":true");
            while (!stillReading && found.find()) {
                position = Math.max(position, Long.parseLong(found.group(1)));
            }
        }
        return position;
    }

    List<SavedOffset> offsets() throws SQLException {
        return sources.offsets(source);
    }

    /** Has all applied that was collected, and keeps how far that is. */
    void flush(List<SavedOffset> offsets) throws InterruptedException, SQLException {
        while (!attempt(offsets)) {
            Thread.sleep(PAUSE_MILLIS);
            if (!running) {
                throw new IllegalStateException(
                        "reading of " + source + " was stopped before its changes were applied");
            }
        }
    }

    private boolean attempt(List<SavedOffset> offsets) {
        try {
            if (!collected.isEmpty()) {
                apply.accept(new ChangeBatch(source, holder, List.copyOf(collected)));
                told = "";
                measure();
                collected.clear();
            }
            sources.save(source, holder, offsets);
            if (!reading) {
                sources.snapshotEnds(source);
                sources.state(source, "following", "");
            }
            return true;
        } catch (LostSource lost) {
            throw lost;
        } catch (SQLException | RuntimeException problem) {
            if (problem.getCause() instanceof LostSource lost) {
                throw lost;
            }
            tell(problem.getCause() == null ? problem : problem.getCause());
            return false;
        }
    }

    private void tell(Throwable problem) {
        String now = String.valueOf(problem);
        if (!now.equals(told)) {
            told = now;
            LOG.warn("changes of {} cannot be applied, they wait: {}", source, now);
        }
    }

    private void measure() {
        long now = clock.millis();
        for (MasterChange change : collected) {
            if (change.at() > 0) {
                lag.record(Duration.ofMillis(Math.max(0, now - change.at())));
            }
        }
    }
}
