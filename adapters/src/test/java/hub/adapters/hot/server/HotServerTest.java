package hub.adapters.hot.server;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotServerTest {
    @TempDir
    Path folder;

    private HotServer server;
    private MongoClient client;
    private MongoCollection<Document> things;

    @BeforeEach
    void start() {
        server = HotServer.start(folder, 0, false);
        client = MongoClients.create(server.uri());
        things = client.getDatabase("hub").getCollection("things");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void manyAreDeletedByTheirIdsWithTheirIndexEntries() {
        things.createIndex(new Document("even", 1));
        things.insertMany(IntStream.range(0, 500)
                .mapToObj(number -> new Document("_id", "t" + number).append("even", number % 2 == 0))
                .toList());
        List<DeleteOneModel<Document>> some = Stream.of("t1", "t2", "t2", "missing", "t499")
                .map(id -> new DeleteOneModel<Document>(eq("_id", id)))
                .toList();

        assertThat(things.bulkWrite(some).getDeletedCount()).isEqualTo(3);
        assertThat(things.countDocuments()).isEqualTo(497);
        assertThat(things.find(eq("even", true))).hasSize(249);
        assertThat(things.find(eq("even", false))).hasSize(248);
        assertThat(things.bulkWrite(List.of(new DeleteOneModel<Document>(and(eq("_id", "t3"), eq("even", true)))))
                        .getDeletedCount())
                .isZero();
        assertThat(things.deleteMany(in("_id", "t4", "t6")).getDeletedCount()).isEqualTo(2);
    }

    @Test
    void documentsAreFoundByAListOfIdsAndTheRestOfTheQuery() {
        things.insertMany(IntStream.range(0, 500)
                .mapToObj(number -> new Document("_id", "t" + number).append("even", number % 2 == 0))
                .toList());

        assertThat(things.find(in("_id", "t7", "t8", "t7", "missing")))
                .extracting(each -> each.getString("_id"))
                .containsExactlyInAnyOrder("t7", "t8");
        assertThat(things.find(and(in("_id", "t7", "t8"), eq("even", true)))).hasSize(1);
        assertThat(things.find(new Document("_id", new Document("$in", List.of("t7", "t8"))).append("even", true)))
                .hasSize(1);
        assertThat(things.find(in("_id", "t9", "t10")).sort(descending("_id")))
                .extracting(each -> each.getString("_id"))
                .containsExactly("t9", "t10");
        assertThat(things.find(in("_id", List.of()))).isEmpty();
    }

    @Test
    void everyQueryFindsByIndexWhatItFindsWithoutOne() {
        fill(things, 2000);
        MongoCollection<Document> indexed = client.getDatabase("hub").getCollection("indexed");
        indexed.createIndex(new Document("device", 1).append("time", -1).append("_id", -1));
        fill(indexed, 1000);
        indexed.drop();
        indexed.createIndex(new Document("device", 1).append("time", -1).append("_id", -1));
        indexed.createIndex(new Document("nested.kind", 1));
        fill(indexed, 2000);
        List<Bson> queries = List.of(
                eq("device", "d3"),
                and(eq("device", "d3"), gte("time", 100), lt("time", 900)),
                and(eq("device", "d3"), gt("time", 100)),
                and(eq("device", "d3"), lt("time", 1000.5)),
                and(gt("device", "d2"), lt("device", "d4")),
                eq("nested.kind", 4),
                in("nested.kind", 1, 2),
                eq("device", null),
                eq("_id", "id-77"),
                in("_id", "id-1", "id-2", "id-5000"),
                and(gte("_id", "id-5"), lt("_id", "id-6")),
                new Document());
        List<Bson> orders = List.of(
                orderBy(descending("time"), descending("_id")),
                orderBy(ascending("time"), ascending("_id")),
                orderBy(ascending("device"), descending("time"), ascending("_id")),
                ascending("_id"),
                descending("_id"));

        for (Bson query : queries) {
            for (Bson order : orders) {
                for (int limit : new int[] {0, 7}) {
                    assertThat(find(indexed, query, order, limit))
                            .as("%s sorted by %s, limit %d", query, order, limit)
                            .isEqualTo(find(things, query, order, limit));
                }
            }
        }
    }

    @Test
    void aSecondStartFindsDocumentsAndIndexesAgain() {
        things.createIndex(new Document("device", 1).append("time", -1));
        fill(things, 500);
        things.deleteMany(eq("device", "d1"));
        things.updateOne(eq("_id", "id-3"), Updates.set("device", "d1"));
        client.close();
        server.close();
        start();

        assertThat(things.estimatedDocumentCount()).isEqualTo(things.countDocuments());
        assertThat(things.find(eq("device", "d1")).into(new ArrayList<>()))
                .extracting(document -> document.get("_id"))
                .containsExactly("id-3");
        assertThat(things.listIndexes().into(new ArrayList<>())).hasSize(2);
    }

    @Test
    void anUnorderedInsertKeepsWhatIsNewAndTellsWhichWereThere() {
        things.insertMany(List.of(thing(1), thing(2)));

        assertThatThrownBy(() -> things.insertMany(
                        List.of(thing(2), thing(3), thing(3), thing(4)), new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, failure -> {
                    assertThat(failure.getWriteErrors())
                            .extracting(error -> error.getIndex() + ":" + error.getCode())
                            .containsExactly("0:11000", "2:11000");
                    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
                });
        assertThat(things.countDocuments()).isEqualTo(4);
    }

    @Test
    void manyDocumentsGoInOneCommand() {
        Document hello = client.getDatabase("admin").runCommand(new Document("isMaster", 1));
        fill(things, 5000);

        assertThat(hello.getInteger("maxWriteBatchSize")).isEqualTo(100_000);
        assertThat(things.countDocuments()).isEqualTo(5000);
    }

    @Test
    void anOrderedInsertStopsAtTheFirstError() {
        things.insertOne(thing(2));

        assertThatThrownBy(() -> things.insertMany(List.of(thing(1), thing(2), thing(3))))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(things.countDocuments()).isEqualTo(2);
    }

    @Test
    void aReplacementKeepsToItsCondition() {
        ReplaceOptions upsert = new ReplaceOptions().upsert(true);
        assertThat(things.replaceOne(eq("_id", "a"), new Document("time", 5), upsert)
                        .getUpsertedId())
                .isNotNull();
        assertThat(things.replaceOne(and(eq("_id", "a"), lt("time", 9)), new Document("time", 9), upsert)
                        .getModifiedCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> things.replaceOne(and(eq("_id", "a"), lt("time", 7)), new Document("time", 7), upsert))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("11000");
        assertThat(things.replaceOne(eq("_id", "b"), new Document("time", 1)).getMatchedCount())
                .isZero();
        assertThat(things.find().into(new ArrayList<>())).containsExactly(new Document("_id", "a").append("time", 9));
    }

    @Test
    void aUniqueIndexRefusesASecondOwner() {
        things.createIndex(new Document("serial", 1), new IndexOptions().unique(true));
        things.insertOne(new Document("_id", "a").append("serial", 1));

        assertThatThrownBy(() -> things.insertOne(new Document("_id", "b").append("serial", 1.0)))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> things.updateOne(
                        eq("_id", "b"),
                        Updates.set("serial", 1),
                        new com.mongodb.client.model.UpdateOptions().upsert(true)))
                .isInstanceOf(MongoWriteException.class);
        assertThatThrownBy(() -> things.insertMany(
                        List.of(new Document("serial", 7), new Document("serial", 7), new Document("serial", 8)),
                        new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        failure -> assertThat(failure.getWriteErrors())
                                .extracting(error -> error.getIndex())
                                .containsExactly(1));
        things.replaceOne(eq("_id", "a"), new Document("serial", 1).append("name", "still a"));
        assertThat(things.find(eq("serial", 1)).first()).containsEntry("name", "still a");
    }

    @Test
    void anArrayInAnIndexedFieldIsStillFoundByItsElements() {
        things.createIndex(new Document("tags", 1));
        things.insertMany(List.of(
                new Document("_id", 1).append("tags", List.of("a", "b")), new Document("_id", 2).append("tags", "b")));

        assertThat(things.find(eq("tags", "b")).into(new ArrayList<>())).hasSize(2);
    }

    @Test
    void anUpdateOfManyMeetsEachDocumentOnce() {
        things.createIndex(new Document("rank", 1));
        things.insertMany(IntStream.range(0, 2000)
                .mapToObj(number -> new Document("_id", number).append("rank", number))
                .toList());

        things.updateMany(gte("rank", 0), Updates.inc("rank", 300));

        assertThat(things.find(lt("rank", 300)).first()).isNull();
        assertThat(things.countDocuments(and(gte("rank", 300), lt("rank", 2300))))
                .isEqualTo(2000);
        assertThat(things.find(eq("rank", 300)).first()).containsEntry("_id", 0);
    }

    @Test
    void aDroppedDatabaseBeginsAnew() {
        things.createIndex(new Document("rank", 1));
        fill(things, 10);
        client.getDatabase("hub").drop();

        assertThat(things.countDocuments()).isZero();
        fill(things, 5);
        assertThat(things.estimatedDocumentCount()).isEqualTo(5);
        assertThat(things.listIndexes().into(new ArrayList<>())).hasSize(1);
        assertThat(client.listDatabaseNames().into(new ArrayList<>())).contains("hub");
    }

    @Test
    void whatIsForcedToTheDiskIsAnsweredToo() {
        client.close();
        server.close();
        server = HotServer.start(folder, 0, true);
        client = MongoClients.create(server.uri());
        things = client.getDatabase("hub").getCollection("things");
        fill(things, 100);

        assertThat(things.countDocuments()).isEqualTo(100);
    }

    @Test
    void aSecondServerOnTheSameFolderIsTurnedAway() {
        assertThatThrownBy(() -> HotServer.start(folder, 0, false)).hasMessageContaining("another hub");
    }

    @Test
    void aDocumentWithoutAnIdGetsOne() {
        client.getDatabase("hub")
                .runCommand(new Document("insert", "things").append("documents", List.of(new Document("x", 1))));

        assertThat(things.find().first()).containsKey("_id").containsEntry("x", 1);
    }

    @Test
    void aLongAnswerComesInPartsWhileDocumentsAreDeleted() {
        fill(things, 3000);
        int seen = 0;
        for (Document document : things.find().batchSize(50)) {
            things.deleteOne(eq("_id", document.get("_id")));
            seen++;
        }

        assertThat(seen).isEqualTo(3000);
        assertThat(things.estimatedDocumentCount()).isZero();
    }

    private static List<Document> find(MongoCollection<Document> in, Bson query, Bson order, int limit) {
        return in.find(query).sort(order).limit(limit).into(new ArrayList<>());
    }

    private static void fill(MongoCollection<Document> collection, int count) {
        collection.insertMany(
                IntStream.range(0, count).mapToObj(HotServerTest::thing).toList());
    }

    private static Document thing(int number) {
        Random random = new Random(number);
        Document thing = new Document("_id", "id-" + number);
        if (number % 50 != 0) {
            thing.append("device", "d" + random.nextInt(8));
        }
        return thing.append("time", number % 3 == 0 ? number * 0.5 : (Object) (long) (number % 1100))
                .append("nested", new Document("kind", random.nextInt(6)));
    }
}
