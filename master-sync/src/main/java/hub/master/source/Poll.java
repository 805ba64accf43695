package hub.master.source;

import hub.master.sync.CompleteReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One round of asking a source: from where, which page, and how far it has come. For one thread; routes read it while they ask. */
public final class Poll {

    private static final String NO_TAG = "\"-\"";

    private final String source;
    private final String table;
    private final String atColumn;
    private final String keyColumn;
    private final Optional<CompleteReading> complete;
    private Optional<Mark> at;
    private Optional<Mark> key;
    private Optional<Mark> furthest;
    private String etag;
    private String tagOfRound;
    private String cursor = "";
    private int page = 1;
    private boolean more = true;
    private Optional<Boolean> told = Optional.empty();
    private boolean unchanged;
    private boolean ended;

    Poll(String source, String table, Columns columns, Start start, Optional<CompleteReading> complete) {
        this.source = source;
        this.table = table;
        this.atColumn = columns.at();
        this.keyColumn = columns.key();
        this.complete = complete;
        this.at = start.at();
        this.key = start.key();
        this.furthest = start.furthest();
        this.etag = start.etag();
        this.tagOfRound = start.etag();
    }

    /** By which columns a source is followed; empty for none. */
    record Columns(String at, String key) {}

    /** Where a round starts: what is asked for, what was reached before, and the tag of what was read last. */
    record Start(Optional<Mark> at, Optional<Mark> key, Optional<Mark> furthest, String etag) {}

    /** A round in which nothing is asked, because it is not this hub's turn. */
    static Poll idle(String source) {
        Start nowhere = new Start(Optional.empty(), Optional.empty(), Optional.empty(), "");
        Poll poll = new Poll(source, "", new Columns("", ""), nowhere, Optional.empty());
        poll.more = false;
        return poll;
    }

    /** Whether there is something left to ask for. */
    public boolean more() {
        return more;
    }

    /** {@code at} and {@code key} of the row after which to go on, as parameters of SQL. */
    public Map<String, Object> marks() {
        Map<String, Object> marks = new HashMap<>();
        marks.put("at", at.map(Mark::value).orElse(null));
        marks.put("key", key.map(Mark::value).orElse(null));
        return marks;
    }

    /** The row's mark after which to go on, as MongoDB's extended JSON. */
    public String atJson() {
        return at.map(Mark::json).orElse("null");
    }

    /** The row's key after which to go on, as MongoDB's extended JSON. */
    public String keyJson() {
        return key.map(Mark::json).orElse("null");
    }

    /** From when changes are wanted, as text: ISO 8601 or a number; the same on all pages of a round. */
    public String since() {
        return at.map(Mark::text).orElse("");
    }

    /** The number of the page, from 1. */
    public int page() {
        return page;
    }

    /** What the page before said of the next one; empty on the first page. */
    public String cursor() {
        return cursor;
    }

    /** The tag of what was read in the last complete round, for the first page; else a tag that nothing has. */
    public String etag() {
        return page == 1 && !etag.isEmpty() ? etag : NO_TAG;
    }

    String source() {
        return source;
    }

    String table() {
        return table;
    }

    boolean isIdle() {
        return table.isEmpty();
    }

    Optional<CompleteReading> complete() {
        return complete;
    }

    Optional<Mark> furthest() {
        return furthest;
    }

    String tagOfRound() {
        return tagOfRound;
    }

    /** The source said that it is as it was in the last complete round. */
    void unchanged() {
        unchanged = true;
        answered(false, "", etag);
    }

    boolean wasUnchanged() {
        return unchanged;
    }

    /** Whether it ends now; a round ends once. */
    boolean endOnce() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    /** The source said itself whether there is more, and how the next page is asked for. */
    void answered(boolean isMore, String nextCursor, String tag) {
        told = Optional.of(isMore);
        cursor = nextCursor;
        if (page == 1) {
            tagOfRound = tag;
        }
    }

    /** A page was read; the next one begins after its last row, or there is none. */
    void turn(List<? extends Map<?, ?>> read) {
        boolean pagedBySource = told.isPresent();
        more = told.orElse(!read.isEmpty());
        told = Optional.empty();
        page++;
        for (Map<?, ?> row : read) {
            mark(row, atColumn).ifPresent(this::reach);
        }
        if (!read.isEmpty() && !pagedBySource) {
            Map<?, ?> last = read.get(read.size() - 1);
            at = mark(last, atColumn).or(() -> at);
            key = mark(last, keyColumn);
        }
    }

    private void reach(Mark mark) {
        if (furthest.isEmpty() || mark.compareTo(furthest.get()) > 0) {
            furthest = Optional.of(mark);
        }
    }

    /** When a row was changed, epoch milliseconds; 0 when that is not known. */
    long millis(Map<?, ?> row) {
        return mark(row, atColumn).map(Mark::millis).orElse(0L);
    }

    private static Optional<Mark> mark(Map<?, ?> row, String column) {
        Object value = column.isEmpty() ? null : row.get(column);
        return Optional.ofNullable(value).map(Mark::of);
    }
}
