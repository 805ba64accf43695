package hub.adapters.shadow;

import hub.message.StreamPosition;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** A shadow as a document of the hot store; states are kept as JSON text, because any name may stand in them. */
final class ShadowCodec {
    private ShadowCodec() {}

    static Document write(KeptShadow shadow) {
        Document document = content(shadow.document())
                .append("_id", shadow.document().name().id())
                .append("revision", shadow.revision())
                .append("partition", shadow.position().partition())
                .append("offset", shadow.position().offset())
                .append("receivedAt", shadow.receivedAt())
                .append("late", shadow.late())
                .append("trail", shadow.trail().stream().map(ShadowCodec::write).toList());
        shadow.dueAt().ifPresent(due -> document.append("dueAt", Date.from(due)));
        return document;
    }

    static KeptShadow read(Document document) {
        ShadowName name = ShadowName.ofId(document.getString("_id"));
        List<ShadowChange> trail = document.getList("trail", Document.class).stream()
                .map(change -> change(name, change))
                .toList();
        return new KeptShadow(
                content(name, document),
                document.getLong("revision"),
                new StreamPosition(document.getInteger("partition"), document.getString("offset")),
                document.getLong("receivedAt"),
                Optional.ofNullable(document.getDate("dueAt")).map(Date::toInstant),
                document.getBoolean("late", false),
                trail);
    }

    private static Document write(ShadowChange change) {
        return content(change.document())
                .append("revision", change.revision())
                .append("at", Date.from(change.at()))
                .append("by", change.by());
    }

    private static ShadowChange change(ShadowName name, Document document) {
        Instant at = document.getDate("at").toInstant();
        return new ShadowChange(document.getLong("revision"), content(name, document), at, document.getString("by"));
    }

    private static Document content(ShadowDocument shadow) {
        return new Document("version", shadow.version())
                .append("exists", shadow.exists())
                .append("state", Json.text(shadow.state()))
                .append("metadata", Json.text(shadow.metadata()));
    }

    private static ShadowDocument content(ShadowName name, Document document) {
        return new ShadowDocument(
                name,
                document.getLong("version"),
                document.getBoolean("exists"),
                Json.stored(document.getString("state")),
                Json.stored(document.getString("metadata")));
    }
}
