package hub.rules;

import hub.message.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets Drools decide on a batch, table by table; a reading on which a rule breaks is set aside and the others go on. */
final class Decision {
    private static final Logger LOG = LoggerFactory.getLogger(Decision.class);

    private Decision() {}

    static List<DeadLetter> decide(List<Reading> readings, RulesInForce rules) {
        if (readings.isEmpty()) {
            return List.of();
        }
        try {
            run(readings, rules);
            return List.of();
        } catch (RuntimeException broken) {
            LOG.warn("a rule breaks on a batch of {}, judging one by one: {}", readings.size(), root(broken));
            return oneByOne(readings, rules);
        }
    }

    private static void run(List<Reading> readings, RulesInForce rules) {
        List<CompiledTable> tables = rules.tables();
        List<List<MetricReading>> facts = new ArrayList<>(tables.size());
        for (int t = 0; t < tables.size(); t++) {
            facts.add(new ArrayList<>());
        }
        for (int r = 0; r < readings.size(); r++) {
            share(readings.get(r), rules, facts);
        }
        for (int t = 0; t < tables.size(); t++) {
            if (!facts.get(t).isEmpty()) {
                tables.get(t).decide(facts.get(t));
            }
        }
    }

    private static void share(Reading reading, RulesInForce rules, List<List<MetricReading>> facts) {
        List<ProductRules.Slot> slots = rules.forDevice(
                        reading.telemetry().productId(), reading.telemetry().deviceId())
                .slots();
        List<MetricReading> own = reading.facts();
        int slot = 0;
        for (int f = 0; f < own.size(); f++) {
            MetricReading fact = own.get(f);
            while (!slots.get(slot).metric().equals(fact.getMetric())) {
                slot++;
            }
            for (int table : slots.get(slot).tables()) {
                facts.get(table).add(fact);
            }
        }
    }

    private static List<DeadLetter> oneByOne(List<Reading> readings, RulesInForce rules) {
        List<DeadLetter> broken = new ArrayList<>();
        readings.forEach(Reading::forgetVerdicts);
        for (Reading reading : readings) {
            try {
                run(List.of(reading), rules);
            } catch (RuntimeException problem) {
                reading.fail();
                broken.add(JudgeDeadLetter.of(reading.telemetry(), root(problem)));
            }
        }
        return broken;
    }

    private static String root(Throwable problem) {
        StringBuilder text = new StringBuilder(String.valueOf(problem.getMessage()));
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause);
        }
        return text.toString();
    }
}
