package hub.rules;

import hub.message.Alarm;
import hub.message.AlarmTransition;
import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays one case on a judge of its own and compares the transitions line by line. */
final class CasePlay {
    private static final long START = 1_700_000_000_000L;

    private final RulesInForce rules;
    private final String file;
    private final Shard shard = new Shard(0, new ConcurrentHashMap<>());
    private final Map<String, Integer> seen = new HashMap<>();
    private long offset;

    CasePlay(RulesInForce rules, String file) {
        this.rules = rules;
        this.file = file;
    }

    CaseResult play(List<CaseLine> lines) {
        StringBuilder differences = new StringBuilder();
        for (CaseLine line : lines) {
            List<String> actual = step(line);
            if (!actual.equals(line.expected())) {
                differences
                        .append(differences.isEmpty() ? "" : "; ")
                        .append("line ")
                        .append(line.line())
                        .append(": expected ")
                        .append(spoken(line.expected()))
                        .append(" but came ")
                        .append(spoken(actual));
            }
        }
        String name = lines.get(0).name();
        String place = file + ", line " + lines.get(0).line();
        return new CaseResult(name, place, differences.isEmpty(), differences.toString());
    }

    private static String spoken(List<String> transitions) {
        return transitions.isEmpty() ? "nothing" : "'" + String.join("; ", transitions) + "'";
    }

    /** What comes of one line, whatever it expects. */
    TableTrial.Outcome observe(CaseLine line) {
        Judgement judgement = judged(line);
        return new TableTrial.Outcome(
                transitions(judgement),
                judgement.alarms().stream()
                        .map(alarm -> alarm.explanation().text())
                        .toList());
    }

    private List<String> step(CaseLine line) {
        return transitions(judged(line));
    }

    private Judgement judged(CaseLine line) {
        long now = START + line.atMillis();
        shard.lock.lock();
        try {
            if (line.metrics().isEmpty()) {
                shard.tick(rules, now);
            } else {
                shard.judge(List.of(telemetry(line, now)), rules);
            }
            JudgementMaker maker = new JudgementMaker();
            shard.handOut(maker, true);
            Judgement judgement = maker.make();
            shard.written(judgement);
            return judgement;
        } finally {
            shard.lock.unlock();
        }
    }

    private List<String> transitions(Judgement judgement) {
        List<String> transitions = new ArrayList<>();
        for (Alarm alarm : judgement.alarms()) {
            List<AlarmTransition> history = alarm.history();
            for (int i = seen.getOrDefault(alarm.id(), 0); i < history.size(); i++) {
                String to = history.get(i).to();
                boolean raised = to.equals("active");
                transitions.add(to + " " + alarm.ruleId() + (raised ? " " + Words.severity(alarm.severity()) : ""));
            }
            seen.put(alarm.id(), history.size());
        }
        judgement.deadLetters().forEach(letter -> transitions.add("dead letter " + letter.problems()));
        return transitions;
    }

    private Telemetry telemetry(CaseLine line, long now) {
        StreamPosition position = new StreamPosition(0, Long.toString(++offset));
        return new Telemetry(
                position,
                0,
                "0".repeat(32),
                line.device(),
                now,
                "device",
                "",
                0,
                line.product(),
                "",
                "",
                line.metrics(),
                now);
    }
}
