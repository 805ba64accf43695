package hub.rules;

import hub.message.AlarmClass;
import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form of a fault inside a memory page. */
final class FaultCodec {
    private FaultCodec() {}

    static void write(PageWriter page, Fault fault) {
        page.text(fault.id);
        page.word(fault.productId);
        page.word(fault.rule);
        page.word(fault.row);
        page.octet(fault.severity.ordinal());
        page.octet(fault.alarmClass.ordinal());
        page.octet(fault.state.ordinal());
        page.octet(fault.acknowledged ? 1 : 0);
        page.number(fault.raisedAt);
        page.number(fault.clearedAt);
        page.word(fault.action);
        map(page, fault.parameters);
        explanation(page, fault.explanation);
        page.number(fault.history.size());
        for (AlarmTransition transition : fault.history) {
            page.number(transition.at().toEpochMilli());
            page.word(transition.from());
            page.word(transition.to());
            page.word(transition.by());
            page.word(transition.cause());
        }
        page.number(fault.dampers.size());
        for (Damper damper : fault.dampers) {
            page.word(damper.row());
            page.octet(damper.explanation() == null ? 0 : 1);
            if (damper.explanation() != null) {
                explanation(page, damper.explanation());
            }
        }
        writeProgress(page, fault);
    }

    static Fault read(PageReader page, String deviceId) {
        Fault fault = new Fault(page.text(), deviceId, page.word(), page.word());
        fault.row = page.word();
        fault.severity = Severity.values()[page.octet()];
        fault.alarmClass = AlarmClass.values()[page.octet()];
        fault.state = AlarmState.values()[page.octet()];
        fault.acknowledged = page.octet() == 1;
        fault.raisedAt = page.number();
        fault.clearedAt = page.number();
        fault.action = page.word();
        fault.parameters = map(page);
        fault.explanation = explanation(page);
        for (long i = page.number(); i > 0; i--) {
            Instant at = Instant.ofEpochMilli(page.number());
            fault.history.add(new AlarmTransition(at, page.word(), page.word(), page.word(), page.word()));
        }
        for (long i = page.number(); i > 0; i--) {
            String row = page.word();
            fault.dampers.add(new Damper(row, page.octet() == 1 ? explanation(page) : null));
        }
        readProgress(page, fault);
        return fault;
    }

    /** The part that changes with every reading. */
    static void writeProgress(PageWriter page, Fault fault) {
        page.number(fault.lastSeenAt);
        page.number(fault.count);
        page.value(fault.value);
        page.number(fault.clearSince);
        page.number(fault.cooldownUntil);
        page.number(fault.writtenAt);
        page.octet(fault.unwritten ? 1 : 0);
        page.number(fault.dampers.size());
        for (Damper damper : fault.dampers) {
            page.word(damper.row());
            page.number(damper.since());
            page.number(damper.ring());
            page.number(damper.size());
        }
    }

    static void readProgress(PageReader page, Fault fault) {
        fault.lastSeenAt = page.number();
        fault.count = page.number();
        fault.value = page.value();
        fault.clearSince = page.number();
        fault.cooldownUntil = page.number();
        fault.writtenAt = page.number();
        fault.unwritten = page.octet() == 1;
        for (long i = page.number(); i > 0; i--) {
            fault.damper(page.word()).restore(page.number(), page.number(), (int) page.number());
        }
    }

    private static void explanation(PageWriter page, AlarmExplanation explanation) {
        page.word(explanation.table());
        page.word(explanation.version());
        page.number(explanation.row());
        page.word(explanation.cell());
        map(page, explanation.values());
        page.word(explanation.text());
    }

    private static AlarmExplanation explanation(PageReader page) {
        return new AlarmExplanation(page.word(), page.word(), (int) page.number(), page.word(), map(page), page.word());
    }

    private static void map(PageWriter page, Map<String, Object> map) {
        page.number(map.size());
        map.forEach((name, value) -> {
            page.word(name);
            page.value(value);
        });
    }

    private static Map<String, Object> map(PageReader page) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (long i = page.number(); i > 0; i--) {
            map.put(page.word(), page.value());
        }
        return map;
    }
}
