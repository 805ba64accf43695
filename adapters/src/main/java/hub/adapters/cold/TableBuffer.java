package hub.adapters.cold;

import hub.adapters.cold.ColdSettings.Buffer;
import hub.message.RawFrame;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers rows of one table from the stream until there are enough for a commit. A batch that is delivered again changes nothing; when
 * the table cannot be written the buffer stays full and refuses more, so that the stream keeps what comes.
 */
final class TableBuffer<R extends ColdRow> {
    private static final Logger LOG = LoggerFactory.getLogger(TableBuffer.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final ColdTable which;
    private final Warehouse warehouse;
    private final Appender<R> appender;
    private final Buffer limits;
    private final Clock clock;

    private final List<R> rows = new ArrayList<>();
    private final Map<Integer, String> delivered = new TreeMap<>();
    private volatile Map<Integer, String> finished = Map.of();
    private volatile Optional<String> problem = Optional.empty();
    private Positions taken;
    private long bytes;
    private Instant oldest = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private int failures;

    TableBuffer(ColdTable which, Warehouse warehouse, RowShape<R> shape, Buffer limits, Clock clock) {
        this.which = which;
        this.warehouse = warehouse;
        this.appender = new Appender<>(warehouse, which, shape);
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes what a batch of the stream became; commits first when there is enough.
     *
     * @throws ColdException when the buffer is full and cannot be written; the batch has to come again
     */
    synchronized void keep(List<RawFrame> frames, List<R> batch) {
        if (isDue()) {
            commit();
        }
        know();
        for (R row : batch) {
            if (!taken.covers(row.position(), row.arrival())) {
                rows.add(row);
                bytes += row.weight();
            }
        }
        for (RawFrame frame : frames) {
            taken.advance(frame.position(), frame.receivedAt());
            delivered.put(frame.position().partition(), frame.position().offset());
        }
        if (rows.isEmpty()) {
            finished = Map.copyOf(delivered);
        } else if (oldest == Instant.MAX) {
            oldest = clock.instant();
        }
    }

    /** Commits when there is enough or it is time; a failure is remembered and tried again later. */
    synchronized void commitWhenDue() {
        if (isDue() && !clock.instant().isBefore(notBefore)) {
            try {
                commit(!isFull());
            } catch (ColdException later) {
                LOG.debug("Not committed yet", later);
            }
        }
    }

    private boolean isDue() {
        return isFull() || oldest != Instant.MAX && !clock.instant().isBefore(oldest.plus(limits.interval()));
    }

    private boolean isFull() {
        return rows.size() >= limits.rows() || bytes >= limits.bytes();
    }

    /** Writes all that is there now, as fast as it goes; does nothing when there is nothing. */
    synchronized void commit() {
        commit(false);
    }

    private void commit(boolean unhurried) {
        if (rows.isEmpty()) {
            return;
        }
        know();
        if (clock.instant().isBefore(notBefore)) {
            throw new ColdException(problem.orElse("waiting"), null);
        }
        try {
            long begun = System.nanoTime();
            int fresh = appender.append(rows, taken, unhurried);
            LOG.debug(
                    "{} of {} rows to {} in {} ms", fresh, rows.size(), which, (System.nanoTime() - begun) / 1_000_000);
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
        empty();
        finished = Map.copyOf(delivered);
        recovered();
    }

    private void empty() {
        rows.clear();
        bytes = 0;
        oldest = Instant.MAX;
    }

    private void know() {
        if (taken == null) {
            try {
                Positions known = Positions.of(warehouse.table(which));
                rows.forEach(row -> known.advance(row.position(), row.arrival()));
                taken = known;
                recovered();
            } catch (RuntimeException failure) {
                throw failed(failure);
            }
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.info("The cold table {} is written again", which.sqlName());
        }
        failures = 0;
        notBefore = Instant.MIN;
        problem = Optional.empty();
    }

    private ColdException failed(RuntimeException failure) {
        failures++;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 6));
        notBefore = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        String text = ColdProblem.describe(which, warehouse, failure);
        problem = Optional.of(text);
        if (failures == 1) {
            LOG.warn("{}", text, failure);
        }
        return new ColdException(text, failure);
    }

    /** Forgets rows of partitions that another hub reads from now on, or that come to this hub. */
    synchronized void forget(Collection<Integer> partitions) {
        rows.removeIf(row -> partitions.contains(row.position().partition()));
        bytes = rows.stream().mapToLong(ColdRow::weight).sum();
        delivered.keySet().removeAll(partitions);
        Map<Integer, String> left = new TreeMap<>(finished);
        left.keySet().removeAll(partitions);
        finished = Map.copyOf(left);
        oldest = rows.isEmpty() ? Instant.MAX : oldest;
        taken = null;
    }

    /** The last position of each partition up to which all rows are in the table. */
    Map<Integer, String> finished() {
        return finished;
    }

    /** Rows that wait for a commit. */
    synchronized int waiting() {
        return rows.size();
    }

    /** Why the table cannot be written, or empty. */
    Optional<String> problem() {
        return problem;
    }
}
