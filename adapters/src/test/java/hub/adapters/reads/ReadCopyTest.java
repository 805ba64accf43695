package hub.adapters.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import hub.adapters.Database;
import hub.adapters.MovedClock;
import hub.adapters.hot.server.HotServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and writes upon a real PostgreSQL with a real streaming replica, and upon two servers of the hot store. */
class ReadCopyTest {

    private static final String READER = "lee";

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TestingReplica servers;
    private SplitDataSource split;
    private ReadCopy copy;

    @BeforeEach
    void startServers() throws Exception {
        servers = TestingReplica.start(folder);
        DataSource store = servers.store().getPostgresDatabase();
        DataSource replica = servers.replica().getPostgresDatabase();
        copy = ReadCopy.ofWarm(store, replica, new ReadSettings(Duration.ofSeconds(2)), meters, clock);
        split = new SplitDataSource(store, replica, copy);
        new Database(split).update("create table told (word text)");
        awaitFresh();
    }

    @AfterEach
    void stopServers() throws Exception {
        split.close();
        servers.close();
    }

    @Test
    void readsGoToTheReplicaAndEverythingElseToTheStore() throws Exception {
        assertThat(readFromReplica()).isTrue();
        assertThat(onReplica()).isFalse();

        new Database(split).update("insert into told values ('hello')");
        await().untilAsserted(() -> assertThat(words()).isEqualTo(1));

        assertThat(meters.counter("hub.read.copy", "store", "warm").count()).isPositive();
        assertThat(copy.status()).containsEntry("reads", "copy");
    }

    @Test
    void aReplicaThatIsBehindIsNotReadUntilItHasCaughtUp() throws Exception {
        servers.pause();
        for (int second = 0; second < 3; second++) {
            new Database(split).update("insert into told values ('more')");
            clock.move(Duration.ofSeconds(1));
            copy.look();
        }

        assertThat(readFromReplica()).isFalse();
        assertThat(words()).isEqualTo(3);
        assertThat(copy.status().get("problem").toString()).contains("behind");
        assertThat(meters.get("hub.read.lag").gauge().value()).isGreaterThan(2);
        assertThat(meters.counter("hub.read.fallback", "store", "warm").count()).isPositive();

        servers.resume();
        awaitFresh();
        assertThat(readFromReplica()).isTrue();
    }

    @Test
    void anIdleStoreMakesNoLag() {
        for (int minute = 0; minute < 30; minute++) {
            clock.move(Duration.ofMinutes(1));
            copy.look();
        }

        assertThat(copy.status()).containsEntry("reads", "copy").containsEntry("lagMillis", 0L);
    }

    @Test
    void whoHasWrittenReadsHisOwnWordsFromTheStoreUntilTheReplicaHasThem() throws Exception {
        servers.pause();
        new Database(split).update("insert into told values ('mine')");
        copy.wrote(READER);
        clock.move(Duration.ofSeconds(1));
        copy.look();

        assertThat(copy.status()).containsEntry("reads", "copy");
        assertThat(words()).isEqualTo(1);
        try (ReadScope other = ReadScope.of("kim")) {
            assertThat(onReplica()).isTrue();
        }

        servers.resume();
        awaitFresh();
        assertThat(readFromReplica()).isTrue();
        assertThat(words()).isEqualTo(1);
    }

    @Test
    void withoutTheReplicaTheStoreIsReadAndWithoutTheStoreTheReplica() throws Exception {
        servers.store().close();
        clock.move(Duration.ofSeconds(1));
        copy.look();
        assertThat(readFromReplica()).isTrue();

        servers.replica().close();
        assertThat(copy.status()).containsEntry("reads", "copy");
        clock.move(Duration.ofSeconds(1));
        copy.look();
        assertThat(copy.status().get("problem").toString()).contains("does not answer");
    }

    @Test
    void theBeatOfTheHotStoreTellsHowFarItsCopyIs() {
        try (HotServer store = HotServer.start(folder.resolve("hot"), 0, false);
                HotServer secondary = HotServer.start(folder.resolve("hot-copy"), 0, false);
                MongoClient writes = MongoClients.create(store.uri());
                MongoClient reads = MongoClients.create(secondary.uri())) {
            ReadCopy hot = ReadCopy.ofHot(writes, reads, "hub", new ReadSettings(Duration.ofSeconds(2)), meters, clock);
            hot.look();
            assertThat(hot.serves(READER)).isFalse();

            Document beat =
                    writes.getDatabase("hub").getCollection("read_beat").find().first();
            reads.getDatabase("hub").getCollection("read_beat").insertOne(beat);
            hot.look();
            assertThat(hot.serves(READER)).isTrue();
            hot.wrote(READER);
            assertThat(hot.serves(READER)).isFalse();
            clock.move(Duration.ofSeconds(3));
            hot.look();
            assertThat(hot.serves("kim")).isFalse();
        }
    }

    private void awaitFresh() {
        await().until(() -> {
            clock.move(Duration.ofMillis(100));
            copy.look();
            return copy.status().get("lagMillis").equals(0L) && copy.serves(READER);
        });
    }

    private boolean readFromReplica() throws SQLException {
        try (ReadScope scope = ReadScope.of(READER)) {
            return onReplica();
        }
    }

    private long words() throws SQLException {
        try (ReadScope scope = ReadScope.of(READER)) {
            return new Database(split)
                    .select("select count(*) from told", row -> row.getLong(1))
                    .get(0);
        }
    }

    private boolean onReplica() throws SQLException {
        return new Database(split)
                .select("select pg_is_in_recovery()", row -> row.getBoolean(1))
                .get(0);
    }
}
