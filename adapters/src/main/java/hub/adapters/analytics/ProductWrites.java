package hub.adapters.analytics;

import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.Document;

/**
 * Documents of products' windows to be written to the hot store.
 *
 * @param documents each may be written again without harm
 * @param windows what they are of
 */
public record ProductWrites(List<WriteModel<Document>> documents, List<?> windows) {}
