package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;

/**
 * Decides from readings which alarms begin, repeat and end, by the tables in force.
 *
 * <p>Safe for concurrent use: each stream partition is judged behind its own lock. Every method that returns a
 * {@link Judgement} wants it stored and then reported by {@link #written}.
 */
public final class AlarmJudge {
    private static final long IDLE = 2_000;
    private static final long LAG = 5_000;
    private static final long PATIENCE_AFTER_START = 15_000;

    private final RuleBook book;
    private final Clock clock;
    private final Map<Integer, Shard> shards = new ConcurrentSkipListMap<>();
    private final Map<String, Fault> orphans = new ConcurrentHashMap<>();
    private volatile long restoredAt;

    /** A judge without memory; call {@link #restore} before the first batch where there is something to remember. */
    public AlarmJudge(RuleBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
        this.restoredAt = clock.millis();
    }

    /**
     * Judges a batch, which may span partitions; records of one partition in the order of the stream.
     *
     * <p>Records that were judged before (a replay) yield nothing new, but what was not yet reported as written comes again.
     */
    public Judgement judge(List<Telemetry> batch) {
        RulesInForce rules = book.inForce();
        JudgementMaker judgement = new JudgementMaker();
        byPartition(batch).forEach((partition, records) -> {
            Shard shard = shard(partition);
            shard.lock.lock();
            try {
                shard.awaitStored();
                shard.judge(records, rules);
                shard.lastBatchAt = clock.millis();
                shard.handOut(judgement, true);
            } finally {
                shard.lock.unlock();
            }
        });
        return judgement.make();
    }

    /**
     * Lets time pass: raises held conditions, ends alarms whose clear time is over and hands out repeats; to be called
     * about once a second.
     *
     * <p>A partition that is still catching up with its stream lives by the arrival times of what it has judged so far, so
     * a backlog after a restart cannot raise anything that the waiting records would have ended.
     *
     * @param now the time of arrival that a record received now would carry
     */
    public Judgement tick(Instant now) {
        RulesInForce rules = book.inForce();
        JudgementMaker judgement = new JudgementMaker();
        for (Shard shard : shards.values()) {
            shard.lock.lock();
            try {
                if (!shard.isBeingStored()) {
                    shard.tick(rules, arrivalClock(shard, now.toEpochMilli()));
                    shard.handOut(judgement, false);
                }
            } finally {
                shard.lock.unlock();
            }
        }
        return judgement.make();
    }

    private long arrivalClock(Shard shard, long now) {
        long newest = shard.newestIngest();
        if (newest == Long.MIN_VALUE) {
            return now;
        }
        boolean waiting = shard.lastBatchAt == Long.MIN_VALUE && now - restoredAt < PATIENCE_AFTER_START;
        boolean busy = shard.lastBatchAt != Long.MIN_VALUE && now - shard.lastBatchAt < IDLE;
        return waiting || busy && now - newest > LAG ? newest : Math.max(now, newest);
    }

    /**
     * Does to open alarms what people, or the answers to them, did; an act that is delivered again changes nothing.
     *
     * @return what changed, to be stored, and the acts on alarms that are over and forgotten here
     */
    public JudgedActs apply(List<AlarmAct> acts) {
        JudgementMaker judgement = new JudgementMaker();
        List<AlarmAct> forgotten = new ArrayList<>();
        Set<Shard> touched = new LinkedHashSet<>();
        for (AlarmAct act : acts) {
            OperatorAct.of(act).ifPresent(wanted -> {
                if (!operate(act, wanted, touched, judgement)) {
                    forgotten.add(act);
                }
            });
        }
        for (Shard shard : touched) {
            shard.lock.lock();
            try {
                shard.handOut(judgement, true);
            } finally {
                shard.lock.unlock();
            }
        }
        return new JudgedActs(judgement.make(), forgotten);
    }

    /** The act on an alarm that is over, which the judge has forgotten and only the store knows; empty when it changes nothing. */
    public static Optional<Alarm> applied(Alarm stored, AlarmAct act) {
        return OperatorAct.onStored(stored, act);
    }

    private boolean operate(AlarmAct act, OperatorAct wanted, Set<Shard> touched, JudgementMaker judgement) {
        for (Shard shard : shards.values()) {
            shard.lock.lock();
            try {
                if (shard.knows(act.alarmId())) {
                    shard.awaitStored();
                    touched.add(shard);
                    return shard.operate(act, wanted);
                }
            } finally {
                shard.lock.unlock();
            }
        }
        return operateOrphan(act, wanted, judgement);
    }

    /** An alarm that only the store remembers has no partition yet: the store keeps what is done to it. */
    private boolean operateOrphan(AlarmAct act, OperatorAct wanted, JudgementMaker judgement) {
        for (Map.Entry<String, Fault> entry : orphans.entrySet()) {
            Fault orphan = entry.getValue();
            if (orphan.id.equals(act.alarmId())) {
                if (!OperatorAct.isDone(act, orphan.history) && wanted.onOrphan(orphan)) {
                    judgement.add(orphan.toAlarm());
                }
                if (orphan.isOver()) {
                    orphans.remove(entry.getKey());
                }
                return true;
            }
        }
        return false;
    }

    /** Tells that a judgement is stored; until then its content comes again. */
    public void written(Judgement judgement) {
        for (int partition : judgement.partitions()) {
            Shard shard = shards.get(partition);
            if (shard == null) {
                continue;
            }
            shard.lock.lock();
            try {
                shard.written(judgement);
            } finally {
                shard.lock.unlock();
            }
        }
    }

    /**
     * Takes up where the stored memory of some partitions ends; call it after the tables are loaded and before the first
     * batch of those partitions.
     *
     * @param mine decides which partitions this judge is now responsible for; those it has already stay as they are
     * @param openAlarms the alarms that the store holds as open (pending, active ...), of all partitions
     * @param pages all stored pages, in any order
     * @throws IllegalArgumentException if a page cannot be read
     */
    public void restore(IntPredicate mine, Collection<Alarm> openAlarms, Collection<MemoryPage> pages) {
        Map<Integer, List<MemoryPage>> byPartition = new TreeMap<>();
        pages.forEach(page -> byPartition
                .computeIfAbsent(page.partition(), number -> new ArrayList<>())
                .add(page));
        List<Shard> others = new ArrayList<>();
        byPartition.forEach((partition, own) -> {
            own.sort(Comparator.comparing(page -> Journal.sequence(page.id())));
            if (!mine.test(partition)) {
                others.add(new Shard(partition, Map.of()));
                others.get(others.size() - 1).restore(own);
            } else if (!shards.containsKey(partition)) {
                shard(partition).restore(own);
            }
        });
        others.addAll(shards.values());
        orphans.clear();
        for (Alarm alarm : openAlarms) {
            if (others.stream().noneMatch(shard -> shard.knows(alarm.id()))) {
                orphans.put(Shard.orphanKey(alarm.deviceId(), alarm.ruleId()), Fault.of(alarm));
            }
        }
        restoredAt = clock.millis();
    }

    /** Forgets partitions that another judge goes on with; what was not reported as written, that one judges again. */
    public void release(Collection<Integer> partitions) {
        for (int partition : partitions) {
            Shard shard = shards.get(partition);
            if (shard != null) {
                shard.lock.lock();
                try {
                    shard.awaitStored();
                    shards.remove(partition);
                } finally {
                    shard.lock.unlock();
                }
            }
        }
    }

    /** The alarms that are pending or open now. */
    public List<Alarm> openAlarms() {
        List<Alarm> alarms = new ArrayList<>();
        for (Shard shard : shards.values()) {
            shard.lock.lock();
            try {
                shard.collect(alarms);
            } finally {
                shard.lock.unlock();
            }
        }
        orphans.values().stream().map(Fault::toAlarm).forEach(alarms::add);
        return alarms;
    }

    private Shard shard(int partition) {
        Shard known = shards.get(partition);
        return known != null ? known : shards.computeIfAbsent(partition, number -> new Shard(number, orphans));
    }

    private static Map<Integer, List<Telemetry>> byPartition(List<Telemetry> batch) {
        Map<Integer, List<Telemetry>> partitions = new TreeMap<>();
        for (Telemetry telemetry : batch) {
            partitions
                    .computeIfAbsent(telemetry.position().partition(), number -> new ArrayList<>())
                    .add(telemetry);
        }
        return partitions;
    }
}
