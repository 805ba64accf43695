package hub;

import hub.adapters.hot.HotQuery;
import hub.adapters.hot.HotSpan;
import hub.adapters.hot.HotStore;
import hub.adapters.lab.ColdReading;
import hub.adapters.lab.DeviceHistory;
import hub.adapters.lab.HistoryQuestion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Makes one answer of hot and cold. Since the border the hot store has everything; before it both are asked, because a reading stays in
 * hot until it is proven to be in cold, and counts once.
 */
public final class TelemetryHistory {
    private static final Comparator<Document> NEWEST_FIRST = Comparator.comparing(TelemetryHistory::time)
            .thenComparing(each -> each.getString("_id"))
            .reversed();

    private final HotStore hot;
    private final DeviceHistory cold;
    private final Supplier<Instant> border;
    private final int csvRows;

    /**
     * @param border the time since which the hot store has every reading
     * @param csvRows of one export at most
     */
    TelemetryHistory(HotStore hot, DeviceHistory cold, Supplier<Instant> border, int csvRows) {
        this.hot = hot;
        this.cold = cold;
        this.border = border;
        this.csvRows = csvRows;
    }

    /**
     * The readings that answer a question.
     *
     * @param found what the hot store found
     */
    public List<Document> complete(List<Document> found, HotQuery question) throws IOException {
        HotSpan span = hot.span(question);
        Instant complete = border.get();
        if (isWhole(found, span, complete)) {
            return found;
        }
        Instant until = span.until().filter(complete::isAfter).orElse(complete);
        List<ColdReading> old = cold.find(new HistoryQuestion(
                span.deviceId(),
                span.from(),
                until,
                span.behind().map(time -> new HistoryQuestion.Place(time, span.behindId())),
                span.fetch()));
        return merged(found, old, span.fetch());
    }

    private static boolean isWhole(List<Document> found, HotSpan span, Instant complete) {
        boolean recent = span.from().filter(from -> !from.isBefore(complete)).isPresent();
        return recent
                || found.size() == span.fetch()
                        && !time(found.get(found.size() - 1)).toInstant().isBefore(complete);
    }

    private List<Document> merged(List<Document> found, List<ColdReading> old, int most) {
        Map<String, Document> all = new LinkedHashMap<>();
        found.forEach(each -> all.put(each.getString("_id"), each));
        old.forEach(each -> all.computeIfAbsent(each.id(), id -> hot.stored(id, each.fields())));
        List<Document> merged = new ArrayList<>(all.values());
        merged.sort(NEWEST_FIRST);
        return merged.size() > most ? merged.subList(0, most) : merged;
    }

    private static Date time(Document reading) {
        return reading.getDate("device_timestamp");
    }

    /** A table to fill with pages. */
    public TelemetryCsv csv() {
        return new TelemetryCsv(csvRows);
    }

    /** Adds a page to it. */
    public void addTo(TelemetryCsv csv, Map<String, Object> page) {
        csv.add(page);
    }
}
