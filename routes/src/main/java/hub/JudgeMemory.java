package hub;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import hub.adapters.stream.PartitionOwner;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.rules.AlarmJudge;
import hub.rules.Judgement;
import hub.rules.MemoryPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;

/** Carries the judge's memory between Drools and the hot store, which do not know each other, as partitions come and go. */
public final class JudgeMemory implements PartitionOwner {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final AlarmJudge judge;
    private final Clock clock;
    private final boolean shared;
    private final Set<Integer> mine = new HashSet<>();
    private boolean restored;

    /** @param shared whether hubs share the partitions and tell each other who reads which; otherwise this hub reads them all */
    JudgeMemory(AlarmJudge judge, Clock clock, boolean shared) {
        this.judge = judge;
        this.clock = clock;
        this.shared = shared;
        this.restored = shared;
    }

    /** Whether the judge has its memory of all partitions that this hub reads now. */
    public synchronized boolean isRestored() {
        return restored;
    }

    /** Gives the judge back what the store kept of the partitions that this hub reads now; does nothing when it has that. */
    public synchronized void restore(List<Alarm> openAlarms, List<Document> pages) {
        if (!restored) {
            judge.restore(
                    partition -> !shared || mine.contains(partition),
                    openAlarms,
                    pages.stream().map(JudgeMemory::page).toList());
            restored = true;
        }
    }

    @Override
    public boolean follows(String group) {
        return group.equals("hub-main");
    }

    @Override
    public synchronized void taken(Set<Integer> partitions) {
        mine.addAll(partitions);
        restored = false;
    }

    @Override
    public synchronized void given(Set<Integer> partitions) {
        mine.removeAll(partitions);
        judge.release(partitions);
    }

    /** The alarm that was found in the store as the act leaves it; empty when there is none or nothing changes. */
    public List<Alarm> applied(List<Alarm> found, AlarmAct act) {
        return found.stream()
                .map(alarm -> AlarmJudge.applied(alarm, act))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the passing of time changes. */
    public Judgement tick() {
        return judge.tick(clock.instant());
    }

    /** The writes that keep a judgement's memory: new pages first, then the pages they replace go. */
    public List<WriteModel<Document>> writes(Judgement judgement) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (MemoryPage page : judgement.pages()) {
            Document document = new Document("_id", page.id())
                    .append("partition", page.partition())
                    .append("content", new Binary(page.content()));
            writes.add(new ReplaceOneModel<>(new Document("_id", page.id()), document, UPSERT));
        }
        judgement.obsoletePages().forEach(id -> writes.add(new DeleteOneModel<>(new Document("_id", id))));
        return writes;
    }

    private static MemoryPage page(Document document) {
        return new MemoryPage(
                document.getString("_id"),
                document.getInteger("partition"),
                document.get("content", Binary.class).getData());
    }
}
