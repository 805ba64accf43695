package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of one stream partition with all that is remembered of them, behind one lock. */
final class Shard implements FaultChanges {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private static final int CHUNK = 128;

    final ReentrantLock lock = new ReentrantLock();
    private final Condition stored = lock.newCondition();
    private final int partition;
    private final Map<String, Fault> orphans;
    private final Map<String, DeviceState> devices = new HashMap<>();
    private final Map<String, Fault> open = new HashMap<>();
    private final Map<Fault, DeviceState> timed = new LinkedHashMap<>();
    private final Map<String, Alarm> dirty = new LinkedHashMap<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Fault, Boolean> touched = new LinkedHashMap<>();
    private final Journal journal;
    private final Lifecycle lifecycle = new Lifecycle(this);
    private RulesInForce lastRules = RulesInForce.NONE;
    private boolean otherInFlight;
    long lastBatchAt = Long.MIN_VALUE;

    Shard(int partition, Map<String, Fault> orphans) {
        this.partition = partition;
        this.orphans = orphans;
        this.journal = new Journal(partition);
    }

    int partition() {
        return partition;
    }

    long newestIngest() {
        return journal.newestIngest();
    }

    /** Judges the records of this partition that were not judged before, so many at a time that they stay in the cache. */
    void judge(List<Telemetry> batch, RulesInForce rules) {
        withdraw(rules, newestIngest());
        ReadingMaker maker = new ReadingMaker(rules, this::device);
        List<Reading> readings = new ArrayList<>(Math.min(batch.size(), CHUNK));
        for (int i = 0; i < batch.size(); i++) {
            Telemetry telemetry = batch.get(i);
            if (isNew(telemetry)) {
                Reading reading = maker.make(telemetry);
                if (reading != null) {
                    readings.add(reading);
                }
                journal.advance(telemetry.position(), telemetry.part(), telemetry.ingestTimestamp());
            }
            if (readings.size() == CHUNK) {
                decide(readings, rules);
            }
        }
        decide(readings, rules);
        journal.seal();
    }

    private void decide(List<Reading> readings, RulesInForce rules) {
        deadLetters.addAll(Decision.decide(readings, rules));
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            journal.reading(reading);
            if (!reading.hasFailed()) {
                Telemetry telemetry = reading.telemetry();
                lifecycle.apply(reading, rules.forDevice(telemetry.productId(), telemetry.deviceId()));
                flush();
            }
        }
        readings.clear();
    }

    private boolean isNew(Telemetry telemetry) {
        if (telemetry.position().offset().isEmpty()
                || journal.position().offset().isEmpty()) {
            return true;
        }
        int order = telemetry.position().compareTo(journal.position());
        if (order > 0 || order == 0 && telemetry.part() > journal.part()) {
            return true;
        }
        if (telemetry.ingestTimestamp() > journal.newestIngest()) {
            LOG.warn(
                    "partition {} begins anew at {}: it was judged up to {} before",
                    partition,
                    telemetry.position(),
                    journal.position());
            journal.beginAnew();
            return true;
        }
        return false;
    }

    private DeviceState device(String deviceId) {
        DeviceState known = devices.get(deviceId);
        return known != null ? known : devices.computeIfAbsent(deviceId, DeviceState::new);
    }

    /** Lets time pass: held conditions, clear times, cooldowns, and repeats not written yet. */
    void tick(RulesInForce rules, long clock) {
        withdraw(rules, clock);
        for (Map.Entry<Fault, DeviceState> entry : List.copyOf(timed.entrySet())) {
            Fault fault = entry.getKey();
            lifecycle.tick(entry.getValue(), fault, rules.forDevice(fault.productId, fault.deviceId), clock);
            flush();
        }
        journal.seal();
        if (journal.isLong()) {
            journal.snapshot(devices.values());
        }
    }

    private void withdraw(RulesInForce rules, long clock) {
        if (rules == lastRules || rules == RulesInForce.NONE) {
            return;
        }
        lastRules = rules;
        for (Fault fault : List.copyOf(open.values())) {
            if (!fault.isOver() && rules.hasWithdrawn(fault)) {
                long at = Math.max(fault.lastSeenAt, fault.raisedAt);
                lifecycle.clear(device(fault.deviceId), fault, null, at, clock, Lifecycle.BY_RULE, "rule withdrawn");
                flush();
            }
        }
    }

    /** Whether time alone may change something. */
    boolean isWaiting() {
        return !timed.isEmpty();
    }

    boolean knows(String alarmId) {
        return open.containsKey(alarmId);
    }

    /** Does an act on an alarm that this shard knows; false when the alarm is over. */
    boolean operate(AlarmAct act, OperatorAct wanted) {
        Fault fault = open.get(act.alarmId());
        if (fault.isOver()) {
            return false;
        }
        if (!OperatorAct.isDone(act, fault.history)) {
            RuleRow row = lastRules.forDevice(fault.productId, fault.deviceId).row(fault.row);
            wanted.on(lifecycle, device(fault.deviceId), fault, row);
            flush();
            journal.seal();
        }
        return true;
    }

    // ---- what the life of faults reports

    @Override
    public void changed(Fault fault, long arrival) {
        fault.writtenAt = arrival;
        fault.unwritten = false;
        dirty.put(fault.id, fault.toAlarm());
        touched.put(fault, true);
    }

    @Override
    public void remembered(Fault fault) {
        touched.put(fault, true);
    }

    @Override
    public void progressed(Fault fault) {
        touched.putIfAbsent(fault, false);
    }

    @Override
    public void removed(DeviceState device, Fault fault) {
        device.remove(fault);
        open.remove(fault.id);
        timed.remove(fault);
        touched.remove(fault);
        journal.removed(fault);
    }

    @Override
    public boolean hasOrphans() {
        return !orphans.isEmpty();
    }

    @Override
    public Fault orphan(String deviceId, String rule) {
        return orphans.isEmpty() ? null : orphans.remove(orphanKey(deviceId, rule));
    }

    static String orphanKey(String deviceId, String rule) {
        return deviceId + '\n' + rule;
    }

    private void flush() {
        if (touched.isEmpty()) {
            return;
        }
        touched.forEach((fault, whole) -> {
            if (whole) {
                journal.fault(fault);
            } else {
                journal.progress(fault);
            }
            register(fault);
        });
        touched.clear();
    }

    private void register(Fault fault) {
        open.put(fault.id, fault);
        if (fault.isTimed()) {
            timed.putIfAbsent(fault, device(fault.deviceId));
        } else {
            timed.remove(fault);
        }
    }

    // ---- restoring and storing

    void restore(List<MemoryPage> pages) {
        JournalReader reader = new JournalReader(journal, this::device);
        pages.forEach(reader::read);
        devices.values().forEach(device -> device.faults().forEach(this::register));
    }

    /** Waits while what another thread was handed is still being stored, but not for ever: it may have failed. */
    void awaitStored() {
        try {
            long left = TimeUnit.SECONDS.toNanos(2);
            while (otherInFlight && left > 0) {
                left = stored.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        otherInFlight = false;
    }

    boolean isBeingStored() {
        return otherInFlight;
    }

    /** Adds what waits to be stored to a judgement. */
    boolean handOut(JudgementMaker judgement, boolean byJudge) {
        boolean any = judgement.add(partition, dirty.values(), journal.unwritten(), journal.obsolete(), deadLetters);
        otherInFlight = any && !byJudge;
        return any;
    }

    void written(Judgement judgement) {
        for (Alarm alarm : judgement.alarms()) {
            dirty.remove(alarm.id(), alarm);
        }
        journal.written(judgement);
        deadLetters.removeAll(judgement.deadLetters());
        otherInFlight = false;
        stored.signalAll();
    }

    /** Live alarms of this shard, newest state. */
    void collect(List<Alarm> alarms) {
        open.values().stream()
                .filter(fault -> !fault.isOver())
                .map(Fault::toAlarm)
                .forEach(alarms::add);
    }
}
