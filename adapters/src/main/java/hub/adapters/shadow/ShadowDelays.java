package hub.adapters.shadow;

import com.mongodb.client.MongoClient;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import hub.message.TraceId;
import java.time.Clock;
import java.util.List;

/** Says on the stream which devices are late with what their shadows desire, so that a table can make an alarm of it. */
public final class ShadowDelays {

    private static final int MOST = 500;

    private final ShadowStore store;
    private final Clock clock;
    private boolean indexed;

    /** @param client the hot store, which keeps the shadows */
    public ShadowDelays(MongoClient client, ShadowSettings settings, Clock clock) {
        this.store = new ShadowStore(client, settings.database());
        this.clock = clock;
    }

    /** Finds what is due; told twice, by two hubs perhaps, it says nothing new. */
    public synchronized Due due() {
        if (!indexed) {
            store.createIndex();
            indexed = true;
        }
        List<KeptShadow> shadows = store.dueBefore(clock.instant(), MOST);
        return new Due(shadows, shadows.stream().map(this::frame).toList());
    }

    /** Takes note that they were told; one that has changed meanwhile stays due. */
    public void told(Due due) {
        due.shadows.forEach(store::told);
    }

    /** Shadows whose lateness, or whose end of it, has to be told, and the frames that say so. */
    public static final class Due {

        private final List<KeptShadow> shadows;
        private final List<RawFrame> frames;

        private Due(List<KeptShadow> shadows, List<RawFrame> frames) {
            this.shadows = shadows;
            this.frames = frames;
        }

        /** One for each, {@code {"shadowOverdue": 1}} or {@code 0}. */
        public List<RawFrame> frames() {
            return frames;
        }
    }

    private RawFrame frame(KeptShadow shadow) {
        ShadowName name = shadow.document().name();
        return new RawFrame(
                StreamPosition.NONE,
                name.thing(),
                "",
                "",
                "hub",
                name.topic(),
                "json",
                "shadow_delay",
                clock.millis(),
                TraceId.next(),
                Json.bytes(Json.object().put("shadowOverdue", shadow.differs() ? 1 : 0)));
    }
}
