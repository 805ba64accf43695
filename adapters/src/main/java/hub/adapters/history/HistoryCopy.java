package hub.adapters.history;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Copies what happened into the document store, and what is settled there on into cold tables. Both begin again where they stood
 * after any failure, and each line has an id of its own, so every line arrives once.
 *
 * <p>Numbers are given before they are committed, so a lower one may become visible after a higher one: a place moves on only to
 * what was seen for {@code settle}; until then the same lines are copied again.
 */
public final class HistoryCopy {
    private static final int MOST_ROUNDS = 200;

    private final HistorySink documents;
    private final HistorySink cold;
    private final List<HistorySource> sources;
    private final HistorySettings settings;
    private final HistoryPlaces places;
    private final Clock clock;
    private final Map<String, Settling> settling = new ConcurrentHashMap<>();

    /** @param cold where settled lines go on to */
    public HistoryCopy(
            HistorySink documents,
            HistorySink cold,
            List<HistorySource> sources,
            DataSource warm,
            HistorySettings settings,
            Clock clock) {
        this.documents = documents;
        this.cold = cold;
        this.sources = sources;
        this.settings = settings;
        this.places = new HistoryPlaces(warm);
        this.clock = clock;
    }

    /** Copies what is new into the document store; gives how many lines were written. */
    public int toDocuments() throws Exception {
        int lines = 0;
        for (HistorySource source : sources) {
            lines += toDocuments(source);
        }
        return lines;
    }

    private int toDocuments(HistorySource source) throws Exception {
        Settling seen = settling.computeIfAbsent(source.name(), name -> new Settling());
        int[] lines = {0};
        places.move(
                source.name(),
                HistoryPlaces.DOCUMENTS,
                place -> {
                    long reached = place;
                    for (int round = 0; round < MOST_ROUNDS; round++) {
                        HistorySource.Batch batch = source.between(reached, Long.MAX_VALUE >> 1, settings.batch());
                        if (batch.until() == reached) {
                            break;
                        }
                        documents.keep(batch.lines());
                        lines[0] += batch.lines().size();
                        reached = batch.until();
                    }
                    return seen.settled(place, reached, clock.instant());
                },
                clock.instant());
        return lines[0];
    }

    /** Copies what is settled in the document store into cold tables; gives how many lines were written. */
    public int toCold() throws Exception {
        int lines = 0;
        for (HistorySource source : sources) {
            lines += toCold(source);
        }
        return lines;
    }

    private int toCold(HistorySource source) throws Exception {
        long until = places.of(source.name(), HistoryPlaces.DOCUMENTS);
        int[] lines = {0};
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean[] moved = {false};
            places.move(
                    source.name(),
                    HistoryPlaces.COLD,
                    place -> {
                        HistorySource.Batch batch = source.between(place, until, 10 * settings.batch());
                        cold.keep(batch.lines());
                        lines[0] += batch.lines().size();
                        moved[0] = batch.until() > place;
                        return batch.until();
                    },
                    clock.instant());
            if (!moved[0]) {
                break;
            }
        }
        return lines[0];
    }

    /** Up to which number a source is both in the document store and in cold tables. */
    public long kept(String source) throws SQLException {
        return Math.min(places.of(source, HistoryPlaces.DOCUMENTS), places.of(source, HistoryPlaces.COLD));
    }

    /** What was seen when, so that a place moves on only after a while. */
    private final class Settling {
        private record Seen(long place, Instant at) {}

        private final Deque<Seen> seen = new ArrayDeque<>();

        synchronized long settled(long place, long reached, Instant now) {
            if (seen.isEmpty() || seen.getLast().place < reached) {
                seen.addLast(new Seen(reached, now));
            }
            long settled = place;
            while (!seen.isEmpty() && !seen.getFirst().at.isAfter(now.minus(settings.settle()))) {
                settled = Math.max(settled, seen.removeFirst().place);
            }
            return settled;
        }
    }
}
