package hub.adapters.hot.server;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Replaces documents of one collection by their ids without decoding them. */
final class Replacements {
    private final Documents documents;

    Replacements(Documents documents) {
        this.documents = documents;
    }

    /** Carries out replacements and answers as MongoDB answers an update command. */
    Document carryOut(List<Replacement> replacements, boolean ordered, String fullName) {
        int atOnce = documents.hasUniqueIndex() ? 1 : Math.max(1, replacements.size());
        ReplaceAnswer answer = new ReplaceAnswer();
        for (int from = 0; from < replacements.size() && !(ordered && answer.failed()); from += atOnce) {
            int to = Math.min(replacements.size(), from + atOnce);
            replaceBatch(replacements, from, to, ordered, fullName, answer);
        }
        return answer.document();
    }

    private void replaceBatch(
            List<Replacement> replacements, int from, int to, boolean ordered, String fullName, ReplaceAnswer answer) {
        Map<Key, byte[]> pending = new HashMap<>();
        QueryMatcher matcher = new DefaultQueryMatcher();
        int before = answer.added();
        try (WriteBatch batch = new WriteBatch()) {
            for (int i = from; i < to && !(ordered && answer.failed()); i++) {
                Replacement replacement = replacements.get(i);
                byte[] idPart = new KeyWriter().value(replacement.id()).toBytes();
                Key key = new Key(documents.key(idPart));
                Optional<byte[]> old = Optional.ofNullable(pending.get(key))
                        .or(() -> documents.disk().get(key.bytes()));
                Optional<byte[]> written = replaceOne(i, replacement, old, key, matcher, fullName, answer);
                if (written.isPresent()) {
                    documents.replaceIn(batch, idPart, old, written.get());
                    pending.put(key, written.get());
                }
            }
            documents.write(batch, answer.added() - before);
        } catch (RocksDBException problem) {
            throw Disk.failure("replace documents", problem);
        }
    }

    private Optional<byte[]> replaceOne(
            int number,
            Replacement replacement,
            Optional<byte[]> old,
            Key key,
            QueryMatcher matcher,
            String fullName,
            ReplaceAnswer answer) {
        boolean met = old.isPresent() && replacement.isMetBy(old.get(), matcher);
        if (!met && !replacement.upsert()) {
            return Optional.empty();
        }
        Optional<byte[]> bson = replacement.document();
        Optional<Document> error = !met && old.isPresent()
                ? Optional.of(WriteErrors.duplicate(fullName, "_id_", replacement.id()))
                : bson.isEmpty()
                        ? Optional.of(WriteErrors.idChanged())
                        : documents.refusal(replacement.id(), key, bson.get(), fullName);
        if (error.isPresent()) {
            answer.error(number, error.get());
            return Optional.empty();
        }
        if (!met) {
            answer.added(number, replacement.id());
            return bson;
        }
        boolean same = Arrays.equals(old.get(), bson.get());
        answer.matched(!same);
        return same ? Optional.empty() : bson;
    }
}
