package hub.adapters.analytics;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A product's window as a document of the hot store. */
final class WindowDocument {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private WindowDocument() {}

    /** The write that makes the document what the parts say; without parts there is no document. */
    static WriteModel<Document> write(
            ChangedWindow window, long until, Map<String, Part> parts, Map<String, Integer> devices, Instant now) {
        Document id = new Document("_id", window.documentId());
        if (parts.isEmpty()) {
            return new DeleteOneModel<>(id);
        }
        List<Document> metrics = new ArrayList<>();
        parts.forEach(
                (metric, part) -> metrics.add(metric(metric, part).append("devices", devices.getOrDefault(metric, 0))));
        Document document = new Document(id)
                .append("productId", window.productId())
                .append("window", window.size().code())
                .append("from", new Date(window.begins()))
                .append("to", new Date(until))
                .append("metrics", metrics)
                .append("computedAt", Date.from(now));
        return new ReplaceOneModel<>(id, document, UPSERT);
    }

    private static Document metric(String metric, Part part) {
        Document document = new Document("metric", metric);
        Figures.of(part).forEach(document::append);
        return document;
    }
}
