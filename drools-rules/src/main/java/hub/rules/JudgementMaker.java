package hub.rules;

import hub.message.Alarm;
import hub.message.DeadLetter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what the partitions want stored. */
final class JudgementMaker {
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<MemoryPage> pages = new ArrayList<>();
    private final List<String> obsolete = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Set<Integer> partitions = new TreeSet<>();

    /** Whether the partition had anything. */
    boolean add(
            int partition,
            Collection<Alarm> newAlarms,
            List<MemoryPage> newPages,
            List<String> newObsolete,
            List<DeadLetter> newDeadLetters) {
        partitions.add(partition);
        alarms.addAll(newAlarms);
        pages.addAll(newPages);
        obsolete.addAll(newObsolete);
        deadLetters.addAll(newDeadLetters);
        return !newAlarms.isEmpty() || !newPages.isEmpty() || !newObsolete.isEmpty() || !newDeadLetters.isEmpty();
    }

    void add(Alarm alarm) {
        alarms.add(alarm);
    }

    Judgement make() {
        return new Judgement(alarms, pages, obsolete, deadLetters, partitions);
    }
}
