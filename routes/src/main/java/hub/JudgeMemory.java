package hub;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import hub.message.Alarm;
import hub.rules.AlarmJudge;
import hub.rules.Judgement;
import hub.rules.MemoryPage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Carries the judge's memory between Drools and the hot store, which do not know each other. */
public final class JudgeMemory {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final AlarmJudge judge;
    private final Clock clock;
    private volatile boolean restored;

    JudgeMemory(AlarmJudge judge, Clock clock) {
        this.judge = judge;
        this.clock = clock;
    }

    /** Whether the judge has its memory back since the start. */
    public boolean isRestored() {
        return restored;
    }

    /** Gives the judge back what the store kept; only the first call does anything. */
    public synchronized void restore(List<Alarm> openAlarms, List<Document> pages) {
        if (!restored) {
            judge.restore(openAlarms, pages.stream().map(JudgeMemory::page).toList());
            restored = true;
        }
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
