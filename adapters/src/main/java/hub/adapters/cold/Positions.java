package hub.adapters.cold;

import hub.message.StreamPosition;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * How far each partition of the stream is in a table. Kept in the summary of the very snapshot that brought the rows, so that rows and
 * positions are there together or not at all.
 *
 * <p>Beside the offset stands the newest arrival up to it: a record below the offset that arrived later belongs to a stream that was made
 * anew, and is taken.
 */
final class Positions {
    static final String SUMMARY = "hub.positions";

    private final Map<Integer, Place> places = new TreeMap<>();

    private record Place(StreamPosition position, long newest) {
        Place and(Place other) {
            boolean later = other.position.compareTo(position) > 0;
            return new Place(later ? other.position : position, Math.max(newest, other.newest));
        }
    }

    /** The positions of a table's newest state. */
    static Positions of(Table table) {
        Positions found = new Positions();
        for (Snapshot snapshot : table.snapshots()) {
            found.add(parse(snapshot.summary().getOrDefault(SUMMARY, "")));
        }
        return found;
    }

    static Positions parse(String text) {
        Positions parsed = new Positions();
        for (String one : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = one.split("[:@]");
            int partition = Integer.parseInt(parts[0]);
            parsed.places.put(partition, new Place(new StreamPosition(partition, parts[1]), Long.parseLong(parts[2])));
        }
        return parsed;
    }

    /** Whether what stands there is already in the table. */
    boolean covers(StreamPosition position, long receivedAt) {
        Place place = places.get(position.partition());
        return place != null && position.compareTo(place.position) <= 0 && receivedAt <= place.newest;
    }

    /** Whether the table is at least so far. */
    boolean passed(StreamPosition position) {
        Place place = places.get(position.partition());
        return place != null && position.compareTo(place.position) <= 0;
    }

    /** Moves on to a record, which may belong to a stream that was made anew. */
    void advance(StreamPosition position, long receivedAt) {
        Place place = places.get(position.partition());
        Place next = new Place(position, receivedAt);
        boolean onward = place == null || position.compareTo(place.position) > 0;
        if (onward || receivedAt > place.newest) {
            places.put(position.partition(), onward && place != null ? place.and(next) : next);
        }
    }

    /** Takes the further of both for every partition. */
    void add(Positions others) {
        others.places.forEach((partition, place) -> places.merge(partition, place, Place::and));
    }

    void forget(Collection<Integer> partitions) {
        places.keySet().removeAll(partitions);
    }

    boolean knows(int partition) {
        return places.containsKey(partition);
    }

    Positions copy() {
        Positions copy = new Positions();
        copy.places.putAll(places);
        return copy;
    }

    /** The last position of each partition. */
    Map<Integer, String> offsets() {
        Map<Integer, String> offsets = new TreeMap<>();
        places.forEach((partition, place) -> offsets.put(partition, place.position.offset()));
        return offsets;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        places.forEach((partition, place) -> text.append(text.isEmpty() ? "" : " ")
                .append(partition)
                .append(':')
                .append(place.position.offset())
                .append('@')
                .append(place.newest));
        return text.toString();
    }
}
