package hub.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.rules.Backtest;
import hub.adapters.rules.Backtests;
import hub.adapters.rules.RuleVersions;
import hub.message.Telemetry;
import hub.rules.RuleBacktest;
import hub.rules.RuleTable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the backtests that were asked for, one at a time and with rests between pages, so that messages do not wait for them. */
public final class RuleBacktestWork {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBacktestWork.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LISTED = 500;

    private final RuleVersions versions;
    private final Backtests backtests;
    private final StoredTelemetry stored;
    private final Bounds bounds;

    /**
     * What one backtest may cost.
     *
     * @param readings it judges at most
     * @param time it takes at most
     * @param share of one processor that it takes, in percent
     * @param warmUp readings before the span that only fill the judge's memory
     */
    public record Bounds(long readings, Duration time, int share, Duration warmUp) {}

    public RuleBacktestWork(RuleVersions versions, Backtests backtests, StoredTelemetry stored, Bounds bounds) {
        this.versions = versions;
        this.backtests = backtests;
        this.stored = stored;
        this.bounds = bounds;
    }

    /** Does all that is asked and that no other hub is at. */
    public void work() throws SQLException {
        for (Optional<Backtest> next = backtests.claim(); next.isPresent(); next = backtests.claim()) {
            Backtest test = next.get();
            int priority = Thread.currentThread().getPriority();
            Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
            try {
                new Run(test).play();
            } catch (IOException | RuntimeException problem) {
                LOG.warn("backtest {} of {} failed", test.id(), test.table(), problem);
                backtests.failed(test.id(), String.valueOf(problem.getMessage()));
            } finally {
                Thread.currentThread().setPriority(priority);
            }
        }
    }

    /** One backtest on its way through the devices. */
    private final class Run {
        private final Backtest test;
        private final RuleBacktest engine;
        private final List<String> devices;
        private final long end = System.nanoTime() + bounds.time().toNanos();
        private long readings;
        private int done;
        private long told = System.nanoTime();
        private boolean cut;
        private boolean cancelled;

        Run(Backtest test) throws SQLException {
            this.test = test;
            RuleTable before = RuleTableSync.table(versions.get(test.table(), test.against()));
            RuleTable after = RuleTableSync.table(versions.get(test.table(), test.version()));
            this.engine = new RuleBacktest(before, after, test.from(), LISTED);
            String product = test.product().isEmpty() ? after.product() : test.product();
            this.devices = test.devices().isEmpty() ? stored.devices(product) : test.devices();
        }

        void play() throws IOException, SQLException {
            cancelled = !backtests.goesOn(test.id(), devices.size(), 0, 0);
            for (String device : devices) {
                if (cut || cancelled) {
                    break;
                }
                engine.begin();
                stored.read(device, test.from().minus(bounds.warmUp()), test.until(), this::judge);
                engine.end(test.until());
                done++;
                tell(false);
            }
            if (!cancelled) {
                tell(true);
                backtests.done(test.id(), result());
            }
        }

        private boolean judge(List<Telemetry> page) throws SQLException {
            long began = System.nanoTime();
            List<Telemetry> byArrival = new ArrayList<>(page);
            byArrival.sort(Comparator.comparingLong(Telemetry::ingestTimestamp));
            byArrival.forEach(engine::judge);
            readings += page.size();
            cut = readings >= bounds.readings() || System.nanoTime() > end;
            tell(false);
            long worked = System.nanoTime() - began;
            LockSupport.parkNanos(worked * (100 - bounds.share()) / bounds.share());
            return !cut && !cancelled;
        }

        /** Tells at most once a second how far it is, and hears whether it was cancelled. */
        private void tell(boolean now) throws SQLException {
            if (now || System.nanoTime() - told > TimeUnit.SECONDS.toNanos(1)) {
                told = System.nanoTime();
                cancelled = !backtests.goesOn(test.id(), devices.size(), done, readings);
            }
        }

        private String result() throws JsonProcessingException {
            List<Map<String, Object>> rules = new ArrayList<>();
            engine.rules().forEach((rule, counts) -> {
                Map<String, Object> shape = new LinkedHashMap<>();
                shape.put("rule", rule);
                shape.put("before", counts.before());
                shape.put("after", counts.after());
                shape.put("same", counts.same());
                shape.put("changed", counts.changed());
                shape.put("added", counts.added());
                shape.put("lost", counts.lost());
                rules.add(shape);
            });
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("rules", rules);
            result.put("added", engine.added().stream().map(Run::shape).toList());
            result.put("lost", engine.lost().stream().map(Run::shape).toList());
            result.put("failed", engine.failed());
            result.put("complete", !cut);
            return JSON.writeValueAsString(result);
        }

        private static Map<String, Object> shape(RuleBacktest.Finding finding) {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("device_id", finding.deviceId());
            shape.put("rule", finding.rule());
            shape.put("severity", finding.severity());
            shape.put("raisedAt", finding.raisedAt().toString());
            finding.clearedAt().map(Instant::toString).ifPresent(at -> shape.put("clearedAt", at));
            finding.value().ifPresent(value -> shape.put("value", value));
            shape.put("text", finding.text());
            return shape;
        }
    }
}
