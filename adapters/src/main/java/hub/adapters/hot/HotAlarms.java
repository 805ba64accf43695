package hub.adapters.hot;

import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import hub.message.HistoryLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** What histories take from alarms, and how alarms that are long over leave the hot store. */
public final class HotAlarms {
    private static final Document BY_CHANGE = new Document("changedAt", 1).append("_id", 1);
    private static final List<String> SHOWN =
            List.of("ruleId", "severity", "class", "raisedAt", "value", "response", "explanation");

    private final MongoCollection<Document> alarms;

    HotAlarms(MongoDatabase database) {
        this.alarms = database.getCollection("alarms").withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * Alarms that were changed, in the order of their changes.
     *
     * @param lines every transition and word of these alarms, those of earlier changes too
     * @param until the time of the last change among them, epoch milliseconds
     */
    public record Changes(List<HistoryLine> lines, long until) {}

    /**
     * What alarms went through that were changed after one time and not after another, epoch milliseconds; all of the last
     * millisecond, so that the next look may begin behind it.
     */
    public Changes changes(long after, long until, int most) {
        List<Document> found = find(new Document("$gt", new Date(after)).append("$lte", new Date(until)), most);
        if (found.size() == most) {
            Date last = found.get(most - 1).getDate("changedAt");
            found.removeIf(each -> each.getDate("changedAt").equals(last));
            found.addAll(find(new Document("$eq", last), 0));
        }
        List<HistoryLine> lines = new ArrayList<>();
        found.forEach(each -> addLines(each, lines));
        long reached = found.isEmpty()
                ? after
                : found.get(found.size() - 1).getDate("changedAt").getTime();
        return new Changes(lines, reached);
    }

    private List<Document> find(Document changedAt, int most) {
        FindIterable<Document> found = alarms.find(new Document("changedAt", changedAt));
        return found.sort(BY_CHANGE).limit(most).into(new ArrayList<>());
    }

    private static void addLines(Document alarm, List<HistoryLine> lines) {
        List<Document> history = alarm.getList("history", Document.class, List.of());
        for (int number = 0; number < history.size(); number++) {
            lines.add(line(alarm, history.get(number), "transition", Integer.toString(number)));
        }
        alarm.getList("notes", Document.class, List.of())
                .forEach(note -> lines.add(line(alarm, note, "comment", note.getString("id"))));
    }

    private static HistoryLine line(Document alarm, Document entry, String kind, String number) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("alarmId", alarm.getString("_id"));
        for (String field : List.of("from", "to")) {
            if (entry.getString(field) != null) {
                document.put(field, entry.getString(field));
            }
        }
        SHOWN.forEach(field -> {
            if (alarm.get(field) != null) {
                document.put(field, TelemetryDocuments.value(alarm.get(field)));
            }
        });
        return new HistoryLine(
                HistoryLine.ALARMS,
                alarm.getString("_id") + "#" + number,
                alarm.getString("device_id"),
                alarm.getString("productId"),
                entry.getDate("at").toInstant(),
                kind,
                entry.getString("by"),
                entry.getString("cause"),
                document);
    }

    /**
     * Deletes alarms that are over and have not been changed for long, oldest change first.
     *
     * @param before the last change was earlier
     * @param held devices whose alarms stay
     * @return how many were deleted
     */
    public int deleteOver(Instant before, Collection<String> held, int most) {
        Document criteria = new Document("changedAt", new Document("$lt", Date.from(before))).append("open", false);
        if (!held.isEmpty()) {
            criteria.append("device_id", new Document("$nin", List.copyOf(held)));
        }
        List<String> ids = alarms.find(criteria)
                .sort(BY_CHANGE)
                .projection(new Document("_id", 1))
                .limit(most)
                .map(each -> each.getString("_id"))
                .into(new ArrayList<>());
        int deleted = 0;
        for (String id : ids) {
            deleted += (int)
                    alarms.deleteOne(new Document(criteria).append("_id", id)).getDeletedCount();
        }
        return deleted;
    }

    /** Deletes all alarms of a device that were raised before a time; gives how many there were. */
    public int deleteOf(String deviceId, Instant before) {
        Document criteria =
                new Document("device_id", deviceId).append("raisedAt", new Document("$lt", Date.from(before)));
        return (int) alarms.deleteMany(criteria).getDeletedCount();
    }
}
