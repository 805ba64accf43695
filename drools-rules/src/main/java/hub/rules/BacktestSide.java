package hub.rules;

import hub.message.Alarm;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One version of a table judging one device's stored readings, with time passing between them as it did then. */
final class BacktestSide {
    private static final long SECOND = 1_000;
    private static final int PATIENT = 900;
    private static final int TIDY = 400;

    private final RulesInForce rules;
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private Shard shard = new Shard(0, new ConcurrentHashMap<>());
    private long clock = Long.MIN_VALUE;
    private long offset;
    private long failed;

    BacktestSide(RuleTable table) {
        this.rules = new RulesInForce(Map.of(table.name(), RuleTableCompiler.compile(table)), Set.of());
    }

    void begin() {
        shard = new Shard(0, new ConcurrentHashMap<>());
        alarms.clear();
        clock = Long.MIN_VALUE;
    }

    void judge(Telemetry stored) {
        passTo(stored.ingestTimestamp());
        clock = Math.max(clock, stored.ingestTimestamp());
        Telemetry placed = new Telemetry(
                new StreamPosition(0, Long.toString(++offset)),
                0,
                stored.traceId(),
                stored.deviceId(),
                stored.deviceTimestamp(),
                stored.timestampSource(),
                stored.hubId(),
                stored.hubTimestamp(),
                stored.productId(),
                stored.specVersion(),
                stored.childDeviceId(),
                stored.metrics(),
                stored.ingestTimestamp());
        shard.lock.lock();
        try {
            shard.judge(List.of(placed), rules);
            if (offset % TIDY == 0) {
                shard.tick(rules, clock); // which also shortens the log of what it remembers
            }
            collect();
        } finally {
            shard.lock.unlock();
        }
    }

    /** Ticks as the clock did: each second, and less often once nothing has come for a quarter of an hour. */
    void passTo(long until) {
        if (clock == Long.MIN_VALUE) {
            return;
        }
        shard.lock.lock();
        try {
            long step = SECOND;
            for (int ticks = 1; shard.isWaiting() && clock + step < until; ticks++) {
                clock += step;
                shard.tick(rules, clock);
                collect();
                step = ticks % PATIENT == 0 ? step * 4 : step;
            }
        } finally {
            shard.lock.unlock();
        }
    }

    private void collect() {
        JudgementMaker maker = new JudgementMaker();
        if (shard.handOut(maker, true)) {
            Judgement judgement = maker.make();
            judgement.alarms().forEach(alarm -> alarms.put(alarm.id(), alarm));
            failed += judgement.deadLetters().size();
            shard.written(judgement);
        }
    }

    /** The device's alarms that became active, in the order of their beginning. */
    List<Alarm> raised() {
        return alarms.values().stream()
                .filter(alarm ->
                        alarm.history().stream().anyMatch(step -> step.to().equals("active")))
                .toList();
    }

    /** How many readings a rule broke on. */
    long failed() {
        return failed;
    }
}
