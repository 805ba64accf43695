package hub.adapters.analytics;

import org.bson.Document;

/**
 * A question for products' windows in the hot store, and how to cut the answer.
 *
 * @param collection where to look
 * @param criteria which documents
 * @param order oldest first
 * @param fetch how many documents to read
 * @param metric only this metric; empty for all
 * @param after what a page before ended with; empty on the first
 * @param limit rows on a page
 */
public record WindowQuery(
        String collection,
        Document criteria,
        Document order,
        int fetch,
        String metric,
        SeriesCursor after,
        int limit) {}
