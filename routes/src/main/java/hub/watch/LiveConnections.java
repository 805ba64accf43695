package hub.watch;

import hub.console.live.LiveEvents;
import hub.console.live.LiveViewer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** People whose screens follow the live stream of this hub. */
final class LiveConnections implements ConnectionSource {

    private final LiveEvents events;

    LiveConnections(LiveEvents events) {
        this.events = events;
    }

    @Override
    public String kind() {
        return "live";
    }

    @Override
    public List<Connection> page(String after, String device, int limit) {
        return events.viewers().stream()
                .filter(viewer -> device.isEmpty() && viewer.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(LiveViewer::id))
                .limit(limit)
                .map(viewer -> new Connection(
                        kind(),
                        viewer.id(),
                        "",
                        viewer.user(),
                        viewer.address(),
                        Optional.of(viewer.since()),
                        Optional.empty(),
                        String.join(", ", viewer.topics())))
                .toList();
    }

    @Override
    public boolean end(String id) {
        return events.end(id);
    }
}
