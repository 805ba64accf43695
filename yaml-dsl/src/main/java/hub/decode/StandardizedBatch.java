package hub.decode;

import hub.contract.ContractViolation;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import hub.message.Telemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch of frames became.
 *
 * @param telemetry good readings, in the frames' order
 * @param deadLetters what could not be read or broke an enforced rule
 * @param others frames of roles other than telemetry and alert_report, which routes decide about
 * @param warnings violations of rules that only warn; their readings are among the good ones
 * @param signals readings that the hub made itself, such as a device's presence: judged, but not stored
 */
public record StandardizedBatch(
        List<Telemetry> telemetry,
        List<DeadLetter> deadLetters,
        List<RawFrame> others,
        List<Warning> warnings,
        List<Telemetry> signals) {

    /** A batch of good readings and dead letters only. */
    public StandardizedBatch(List<Telemetry> telemetry, List<DeadLetter> deadLetters) {
        this(telemetry, deadLetters, List.of(), List.of(), List.of());
    }

    /** What is judged: telemetry and signals, in the order of the stream. */
    public List<Telemetry> judged() {
        if (signals.isEmpty()) {
            return telemetry;
        }
        List<Telemetry> all = new ArrayList<>(telemetry);
        all.addAll(signals);
        all.sort(Comparator.comparing(Telemetry::position));
        return all;
    }

    /** The other frames, those of one role and one door together, each group in the frames' order. */
    public List<List<RawFrame>> othersByRole() {
        Map<String, List<RawFrame>> groups = new LinkedHashMap<>();
        others.forEach(frame -> groups.computeIfAbsent(frame.door() + ' ' + frame.role(), name -> new ArrayList<>())
                .add(frame));
        return List.copyOf(groups.values());
    }

    /**
     * A violation of a rule that only warns.
     *
     * @param deviceId whose reading
     * @param productId of which product
     * @param violation what is wrong
     */
    public record Warning(String deviceId, String productId, ContractViolation violation) {}

    /** By identity: Camel keys a cache by the objects that routes ask, and hashing a batch by content costs more than decoding it. */
    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
