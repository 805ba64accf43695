package hub.console.live;

import java.util.ArrayDeque;
import java.util.List;

/** The last events, for a client that comes back and for one that asks now and then. */
final class LiveMemory {

    private final int capacity;
    private final ArrayDeque<LiveEvent> events = new ArrayDeque<>();

    LiveMemory(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(LiveEvent event) {
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    synchronized void clear() {
        events.clear();
    }

    /** Whether every event after this id is still here. */
    synchronized boolean reaches(long after, long newest) {
        return after == newest || (!events.isEmpty() && events.getFirst().id() <= after + 1);
    }

    synchronized List<LiveEvent> after(long id) {
        return events.stream().filter(event -> event.id() > id).toList();
    }
}
