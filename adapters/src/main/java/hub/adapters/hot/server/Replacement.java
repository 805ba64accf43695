package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One document to put in the place of the one with its id, if that one meets a condition.
 *
 * @param id the id
 * @param condition what the present document must meet, the id included
 * @param fields the top-level fields the condition looks at
 * @param bson the new document, without its id perhaps
 * @param upsert whether to add it when there is none
 */
record Replacement(Object id, Document condition, Set<String> fields, byte[] bson, boolean upsert) {
    private static final byte[][] QUERY = RawBson.path("q");
    private static final byte[][] UPDATE = RawBson.path("u");
    private static final byte[] ID = RawBson.path("_id")[0];
    private static final Set<String> PLAIN = Set.of("q", "u", "upsert", "multi");
    private static final Set<String> JUNCTIONS = Set.of("$and", "$or", "$nor");

    /** Reads an element of an update command; empty when it is anything more than a replacement by id. */
    static Optional<Replacement> read(byte[] update) {
        Document flags = RawBson.fields(update, Set.of("upsert", "multi"));
        byte[] replacement = RawBson.embedded(update, UPDATE[0]);
        if (Boolean.TRUE.equals(flags.get("multi"))
                || replacement == null
                || hasOperator(replacement)
                || !PLAIN.containsAll(RawBson.names(update))) {
            return Optional.empty();
        }
        Document condition = (Document) RawBson.field(update, QUERY);
        Set<String> fields = new HashSet<>();
        if (!condition.containsKey("_id") || !plain(condition.get("_id")) || !collect(condition, fields)) {
            return Optional.empty();
        }
        boolean upsert = Boolean.TRUE.equals(flags.get("upsert"));
        return Optional.of(new Replacement(condition.get("_id"), condition, fields, replacement, upsert));
    }

    boolean isMetBy(byte[] present, QueryMatcher matcher) {
        return matcher.matches(RawBson.fields(present, fields), condition);
    }

    /** The new document with its id in it, or empty when it carries another id. */
    Optional<byte[]> document() {
        Object own = RawBson.field(bson, new byte[][] {ID});
        if (own instanceof Missing) {
            return Optional.of(RawBson.prepend(bson, "_id", id));
        }
        byte[] ownKey = new KeyWriter().value(own).toBytes();
        return Arrays.equals(ownKey, new KeyWriter().value(id).toBytes()) ? Optional.of(bson) : Optional.empty();
    }

    private static boolean hasOperator(byte[] replacement) {
        return replacement[4] != BsonConstants.TERMINATING_BYTE && replacement[5] == '$';
    }

    /** Whether a condition on the id means one document. */
    static boolean plain(Object id) {
        return id != null
                && !(id instanceof Document)
                && !(id instanceof Collection<?>)
                && !BsonRegularExpression.isRegularExpression(id);
    }

    private static boolean collect(Document condition, Set<String> fields) {
        for (String name : condition.keySet()) {
            if (JUNCTIONS.contains(name)) {
                for (Object part : (Collection<?>) condition.get(name)) {
                    if (!collect((Document) part, fields)) {
                        return false;
                    }
                }
            } else if (name.startsWith("$")) {
                return false;
            } else {
                fields.add(name.split("\\.", 2)[0]);
            }
        }
        return true;
    }
}
