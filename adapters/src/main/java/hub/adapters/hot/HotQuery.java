package hub.adapters.hot;

import org.bson.Document;

/**
 * A question to the hot store, in the words of MongoDB's find.
 *
 * @param collection where to look
 * @param criteria which documents
 * @param order in which order
 * @param fetch how many documents to read: one more than the page holds, which tells whether there is a next page
 */
public record HotQuery(String collection, Document criteria, Document order, int fetch) {}
