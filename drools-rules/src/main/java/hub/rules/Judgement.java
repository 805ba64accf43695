package hub.rules;

import hub.message.Alarm;
import hub.message.DeadLetter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one judgement asks to be stored, in this order: upsert the alarms by id, upsert the pages by id, delete the obsolete
 * pages, record the dead letters, then tell {@link AlarmJudge#written}.
 *
 * <p>Everything is idempotent. What was not reported as written comes again with the next judgement of its partitions, so a
 * redelivered batch whose storing failed brings the same alarms once more.
 *
 * @param alarms changed alarms in their newest state
 * @param pages memory to keep
 * @param obsoletePages ids of pages that later pages replace
 * @param deadLetters readings that could not be judged
 * @param partitions the partitions it speaks of
 */
public record Judgement(
        List<Alarm> alarms,
        List<MemoryPage> pages,
        List<String> obsoletePages,
        List<DeadLetter> deadLetters,
        Set<Integer> partitions) {

    /** Whether there is nothing to store. */
    public boolean isEmpty() {
        return alarms.isEmpty() && pages.isEmpty() && obsoletePages.isEmpty() && deadLetters.isEmpty();
    }

    /** The changed alarm of that id, if it is among them. */
    public Optional<Alarm> alarm(String id) {
        return alarms.stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

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
