package hub.adapters.shadow;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Shadows in the hot store; a write succeeds only upon the revision it was made from, whoever else writes. */
final class ShadowStore {

    private static final int DUPLICATE = 11000;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions EACH_FOR_ITSELF = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> shadows;

    ShadowStore(MongoClient client, String database) {
        shadows = client.getDatabase(database).getCollection("shadows").withWriteConcern(WriteConcern.MAJORITY);
    }

    void createIndex() {
        shadows.createIndex(Indexes.ascending("dueAt"));
    }

    KeptShadow load(ShadowName name) {
        Document found = shadows.find(Filters.eq("_id", name.id())).first();
        return found == null ? KeptShadow.none(name) : ShadowCodec.read(found);
    }

    /** All of these with one question; one that was never written is there without existence. */
    Map<ShadowName, KeptShadow> load(Collection<ShadowName> names) {
        Map<ShadowName, KeptShadow> kept = new HashMap<>();
        names.forEach(name -> kept.put(name, KeptShadow.none(name)));
        shadows.find(Filters.in("_id", names.stream().map(ShadowName::id).toList()))
                .batchSize(names.size())
                .forEach(found -> {
                    KeptShadow shadow = ShadowCodec.read(found);
                    kept.put(shadow.document().name(), shadow);
                });
        return kept;
    }

    /**
     * Writes what turns have made of their shadows.
     *
     * @return the shadows that somebody else has changed meanwhile; nothing was written of those
     */
    Set<ShadowName> write(List<ShadowTurn> turns) {
        return replace(
                turns.stream().map(ShadowTurn::start).toList(),
                turns.stream().map(ShadowTurn::result).toList());
    }

    /** Takes note that lateness was told; false when somebody else has changed the shadow meanwhile. */
    boolean told(KeptShadow late) {
        return replace(List.of(late), List.of(late.told())).isEmpty();
    }

    /** Deletes the shadows of a thing that were last changed before a time. */
    int delete(String thing, Instant before) {
        return (int) shadows.deleteMany(Filters.and(
                        Filters.gte("_id", thing + "/"),
                        Filters.lt("_id", thing + "0"),
                        Filters.lt("receivedAt", before.toEpochMilli())))
                .getDeletedCount();
    }

    List<KeptShadow> dueBefore(Instant now, int most) {
        return read(Filters.lte("dueAt", Date.from(now)), "dueAt", most);
    }

    /** Named shadows of a thing in the order of their names, behind the given one. */
    List<KeptShadow> named(String thing, String after, int most) {
        return read(
                Filters.and(
                        Filters.gt("_id", thing + "/" + after),
                        Filters.lt("_id", thing + "0"),
                        Filters.eq("exists", true)),
                "_id",
                most);
    }

    private List<KeptShadow> read(Bson question, String order, int most) {
        List<KeptShadow> found = new ArrayList<>();
        shadows.find(question)
                .sort(Sorts.ascending(order))
                .limit(most)
                .forEach(each -> found.add(ShadowCodec.read(each)));
        return found;
    }

    /** An id that is there under another revision counts as a second insert of that id, so each outcome is known. */
    private Set<ShadowName> replace(List<KeptShadow> before, List<KeptShadow> after) {
        if (after.isEmpty()) {
            return Set.of();
        }
        List<ReplaceOneModel<Document>> writes = new ArrayList<>(after.size());
        for (int index = 0; index < after.size(); index++) {
            KeptShadow old = before.get(index);
            writes.add(new ReplaceOneModel<>(
                    Filters.and(
                            Filters.eq("_id", old.document().name().id()),
                            Filters.eq("revision", old.revision()),
                            Filters.eq(
                                    "dueAt",
                                    old.dueAt().map(java.util.Date::from).orElse(null))),
                    ShadowCodec.write(after.get(index)),
                    UPSERT));
        }
        try {
            shadows.bulkWrite(writes, EACH_FOR_ITSELF);
            return Set.of();
        } catch (MongoBulkWriteException problem) {
            return overtaken(problem, after);
        }
    }

    private static Set<ShadowName> overtaken(MongoBulkWriteException problem, List<KeptShadow> after) {
        Set<ShadowName> names = new HashSet<>();
        for (BulkWriteError error : problem.getWriteErrors()) {
            if (error.getCode() != DUPLICATE) {
                throw problem;
            }
            names.add(after.get(error.getIndex()).document().name());
        }
        if (problem.getWriteConcernError() != null) {
            throw problem;
        }
        return names;
    }
}
