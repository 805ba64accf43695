package hub.adapters.hot.server;

import de.bwaldvogel.mongo.bson.Document;

/** The reasons for which single documents are not written, with MongoDB's codes. */
final class WriteErrors {
    private static final int INVALID_ID = 53;
    private static final int IMMUTABLE_FIELD = 66;
    private static final int DUPLICATE_KEY = 11000;
    private static final int KEY_TOO_LONG = 17280;

    private WriteErrors() {}

    static Document duplicate(String collection, String index, Object id) {
        return error(
                DUPLICATE_KEY,
                "DuplicateKey",
                "E11000 duplicate key error collection: " + collection + " index: " + index + " dup key: { _id: \"" + id
                        + "\" }");
    }

    static Document keyTooLong(String collection) {
        return error(
                KEY_TOO_LONG,
                "KeyTooLong",
                "the id or an indexed value is too long for an index of collection " + collection);
    }

    static Document invalidId() {
        return error(INVALID_ID, "InvalidIdField", "The '_id' value cannot be of type array");
    }

    static Document idChanged() {
        return error(IMMUTABLE_FIELD, "ImmutableField", "the (immutable) field '_id' was found to have been altered");
    }

    private static Document error(int code, String name, String message) {
        return new Document("errmsg", message).append("code", code).append("codeName", name);
    }
}
