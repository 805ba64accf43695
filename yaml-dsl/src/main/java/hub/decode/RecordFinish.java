package hub.decode;

import hub.contract.Contract;
import hub.contract.ContractCheck;
import hub.contract.ContractViolation;
import hub.contract.LogicalType;
import hub.contract.MetricRule;
import hub.contract.RuleMode;
import hub.formula.Formula;
import hub.product.DerivedMetric;
import hub.product.ProductSpec;
import hub.product.TimeText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is done with every record whatever its format: contract, derived metrics, and the device's clock. */
final class RecordFinish {

    private final Slots slots;
    private final ContractCheck measured;
    private final ContractCheck computed;
    private final Contract.Undeclared undeclared;
    private final int[] derivedSlots;
    private final Formula[] derivedFormulas;
    private final long tolerance;

    RecordFinish(ProductSpec spec, Slots slots) {
        this.slots = slots;
        Set<String> derived = spec.derived().stream().map(DerivedMetric::id).collect(Collectors.toSet());
        Map<Boolean, List<MetricRule>> rules = spec.contract().metrics().stream()
                .collect(Collectors.partitioningBy(rule -> derived.contains(rule.metric())));
        this.measured = new ContractCheck(rules.get(false), List.of(), slots.names);
        this.computed = new ContractCheck(rules.get(true), spec.contract().rules(), slots.names);
        this.undeclared = spec.contract().undeclared();
        this.derivedSlots = spec.derived().stream()
                .mapToInt(metric -> slots.of(metric.id()))
                .toArray();
        this.derivedFormulas =
                spec.derived().stream().map(DerivedMetric::formula).toArray(Formula[]::new);
        this.tolerance = spec.clockTolerance().toMillis();
    }

    /** Checks and completes a record; what is wrong is noted in it. */
    void finish(DecodedRecord record, long now) {
        refuseInfinite(record);
        measured.check(record.values, record.offsets, record);
        checkFurther(record);
        if (record.isGood()) {
            derive(record);
            computed.check(record.values, record.offsets, record);
            computed.checkTogether(record.values, record);
            checkTimes(record, now);
            if (record.isGood() && isEmpty(record)) {
                record.add(
                        RuleMode.ENFORCE,
                        ContractViolation.of("metrics", "required", null, "there is not one metric in the message"));
            }
        }
    }

    /** Numbers too large for the hub arrive as infinite ones; no store and no rule could use them. */
    private void refuseInfinite(DecodedRecord record) {
        for (int slot = 0; slot < slots.visible; slot++) {
            if (record.values[slot] instanceof Double number && !Double.isFinite(number)) {
                refuseInfinite(record, slots.names.name(slot), number, record.offsets[slot]);
                record.values[slot] = null;
            }
        }
        for (Map.Entry<String, Object> metric : record.further.entrySet()) {
            if (metric.getValue() instanceof Double number && !Double.isFinite(number)) {
                refuseInfinite(record, metric.getKey(), number, -1);
            }
        }
    }

    private static void refuseInfinite(DecodedRecord record, String name, double number, int offset) {
        String message = "is no number that can be kept; mend the sender";
        record.add(RuleMode.ENFORCE, new ContractViolation(name, "type", String.valueOf(number), offset, message));
    }

    private boolean isEmpty(DecodedRecord record) {
        for (int slot = 0; slot < slots.visible; slot++) {
            if (record.values[slot] != null) {
                return false;
            }
        }
        return record.further.isEmpty();
    }

    private void checkFurther(DecodedRecord record) {
        if (record.further.isEmpty() || undeclared == Contract.Undeclared.KEEP) {
            return;
        }
        if (undeclared == Contract.Undeclared.REFUSE) {
            record.further.forEach((name, value) -> record.add(
                    RuleMode.ENFORCE,
                    ContractViolation.of(
                            name, "undeclared", value, "the product does not name it; add it to 'metrics'")));
        }
        record.further = Map.of();
    }

    private void derive(DecodedRecord record) {
        if (derivedSlots.length == 0) {
            return;
        }
        Function<String, Object> values = name -> {
            int slot = slots.names.slot(name);
            return slot < 0 ? null : record.values[slot];
        };
        for (int at = 0; at < derivedSlots.length; at++) {
            Object value = derivedFormulas[at].find(values).orElse(null);
            record.values[derivedSlots[at]] = value instanceof Double number ? finite(number) : value;
            record.offsets[derivedSlots[at]] = -1;
        }
    }

    private static Object finite(double number) {
        return Double.isFinite(number) ? LogicalType.number(number) : null;
    }

    private void checkTimes(DecodedRecord record, long now) {
        checkTime(record, slots.deviceTimestamp, Slots.DEVICE_TIMESTAMP, now);
        checkTime(record, slots.hubTimestamp, Slots.HUB_TIMESTAMP, now);
    }

    private void checkTime(DecodedRecord record, int slot, String name, long now) {
        long time = time(record, slot, name);
        if (time > now + tolerance) {
            record.fail(new DecodeProblem(
                    "future-timestamp",
                    new ContractViolation(
                            name,
                            "future",
                            Instant.ofEpochMilli(time),
                            record.offsets[slot],
                            "lies " + (time - now) / 1000 + " s in the future, more than the " + tolerance / 1000
                                    + " s allowed; set the sender's clock, or 'clock.tolerance'")));
        }
    }

    /** Makes a time epoch milliseconds; 0, which is a clock never set, becomes absent. */
    private static long time(DecodedRecord record, int slot, String name) {
        Object sent = record.values[slot];
        if (sent == null) {
            return 0;
        }
        long time = Times.epochMillis(sent, TimeText.STANDARD);
        if (time == Times.NONE || time < 0) {
            record.add(
                    RuleMode.ENFORCE,
                    new ContractViolation(
                            name, "type", sent, record.offsets[slot], "must be epoch s, ms or us, or ISO 8601"));
            return 0;
        }
        record.values[slot] = time == 0 ? null : (Long) time;
        return time;
    }
}
