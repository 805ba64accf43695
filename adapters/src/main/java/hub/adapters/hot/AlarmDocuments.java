package hub.adapters.hot;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import hub.message.Alarm;
import hub.message.AlarmAct;
import hub.message.AlarmClass;
import hub.message.AlarmExplanation;
import hub.message.AlarmState;
import hub.message.AlarmTransition;
import hub.message.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/** Alarms as documents and back. A write sets the judge's fields only, so what people have added to the document stays. */
final class AlarmDocuments {
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final Set<AlarmState> CLOSED =
            EnumSet.of(AlarmState.CLEARED, AlarmState.RESOLVED, AlarmState.CLOSED);

    private static final Set<AlarmAct.Kind> NOTED = EnumSet.of(AlarmAct.Kind.COMMENT, AlarmAct.Kind.SHELVE);

    private AlarmDocuments() {}

    /** @param now kept as the time of the change, by which histories find it */
    static WriteModel<Document> write(Alarm alarm, Instant now) {
        Document fields = new Document("device_id", alarm.deviceId())
                .append("productId", alarm.productId())
                .append("ruleId", alarm.ruleId())
                .append("severity", word(alarm.severity()))
                .append("class", word(alarm.alarmClass()))
                .append("state", word(alarm.state()))
                .append("open", !CLOSED.contains(alarm.state()))
                .append("raisedAt", Date.from(alarm.raisedAt()))
                .append("lastSeenAt", Date.from(alarm.lastSeenAt()))
                .append("changedAt", Date.from(now))
                .append("count", alarm.count())
                .append("autoAction", alarm.autoAction())
                .append("parameters", FieldNames.storedMap(alarm.parameters()))
                .append("explanation", explanation(alarm.explanation()))
                .append(
                        "history",
                        alarm.history().stream().map(AlarmDocuments::transition).toList());
        alarm.value().ifPresent(value -> fields.append("value", value));
        alarm.clearedAt().ifPresent(time -> fields.append("clearedAt", Date.from(time)));
        Document update = new Document("$set", fields);
        if (alarm.acknowledged()) {
            fields.append("acknowledged", true);
        } else {
            update.append("$setOnInsert", new Document("acknowledged", false));
        }
        if (alarm.clearedAt().isEmpty()) {
            update.append("$unset", new Document("clearedAt", ""));
        }
        return new UpdateOneModel<>(new Document("_id", alarm.id()), update, UPSERT);
    }

    /** What an act adds to an alarm beside the judge's own fields; the same act again adds nothing. */
    static Optional<WriteModel<Document>> addition(AlarmAct act, Instant now) {
        Document set = new Document();
        Document update = new Document();
        if (!act.response().isEmpty()) {
            set.append("response", FieldNames.storedMap(act.response()));
        }
        act.until().ifPresent(until -> set.append("shelvedUntil", Date.from(until)));
        if (NOTED.contains(act.kind())) {
            Document note = new Document("id", act.id())
                    .append("at", Date.from(act.at()))
                    .append("by", act.by())
                    .append("cause", act.cause());
            update.append("$addToSet", new Document("notes", note));
        }
        if (set.isEmpty() && update.isEmpty()) {
            return Optional.empty();
        }
        update.append("$set", set.append("changedAt", Date.from(now)));
        return Optional.of(new UpdateOneModel<>(new Document("_id", act.alarmId()), update));
    }

    static Alarm read(Document document) {
        return new Alarm(
                document.getString("_id"),
                document.getString("device_id"),
                document.getString("productId"),
                document.getString("ruleId"),
                Severity.valueOf(constant(document, "severity")),
                AlarmClass.valueOf(constant(document, "class")),
                AlarmState.valueOf(constant(document, "state")),
                document.getBoolean("acknowledged", false),
                document.getDate("raisedAt").toInstant(),
                document.getDate("lastSeenAt").toInstant(),
                Optional.ofNullable(document.getDate("clearedAt")).map(Date::toInstant),
                document.get("count", Number.class).longValue(),
                Optional.ofNullable(document.get("value")),
                document.getString("autoAction"),
                original(document.get("parameters", Document.class)),
                explanation(document.get("explanation", Document.class)),
                transitions(document, "history"));
    }

    private static List<AlarmTransition> transitions(Document document, String field) {
        return document.getList(field, Document.class, List.of()).stream()
                .map(AlarmDocuments::transition)
                .toList();
    }

    /** An alarm as the API shows it, with what people said in its history. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> published(Document document) {
        Map<String, Object> alarm = new LinkedHashMap<>();
        alarm.put("id", document.get("_id"));
        alarm.putAll((Map<String, Object>) TelemetryDocuments.value(document));
        List.of("_id", "open", "notes", "changedAt").forEach(alarm::remove);
        List<Document> history = new ArrayList<>(document.getList("history", Document.class, List.of()));
        document.getList("notes", Document.class, List.of()).forEach(note -> history.add(said(note)));
        history.sort(Comparator.comparing(transition -> transition.getDate("at")));
        alarm.put("history", TelemetryDocuments.value(history));
        return alarm;
    }

    private static Document said(Document note) {
        Document line = new Document(note);
        line.remove("id");
        return line;
    }

    private static Document explanation(AlarmExplanation explanation) {
        return new Document("table", explanation.table())
                .append("version", explanation.version())
                .append("row", explanation.row())
                .append("cell", explanation.cell())
                .append("values", FieldNames.storedMap(explanation.values()))
                .append("text", explanation.text());
    }

    private static AlarmExplanation explanation(Document document) {
        return new AlarmExplanation(
                document.getString("table"),
                document.getString("version"),
                document.get("row", Number.class).intValue(),
                document.getString("cell"),
                original(document.get("values", Document.class)),
                document.getString("text"));
    }

    private static Document transition(AlarmTransition transition) {
        return new Document("at", Date.from(transition.at()))
                .append("from", transition.from())
                .append("to", transition.to())
                .append("by", transition.by())
                .append("cause", transition.cause());
    }

    private static AlarmTransition transition(Document document) {
        Instant at = document.getDate("at").toInstant();
        return new AlarmTransition(
                at,
                document.getString("from"),
                document.getString("to"),
                document.getString("by"),
                document.getString("cause"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> original(Document values) {
        return (Map<String, Object>) TelemetryDocuments.value(values);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(Document document, String field) {
        return document.getString(field).toUpperCase(Locale.ROOT);
    }
}
