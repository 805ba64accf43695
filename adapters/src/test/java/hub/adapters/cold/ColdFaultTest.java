package hub.adapters.cold;

import static hub.adapters.cold.TestingCold.deliver;
import static hub.adapters.cold.TestingCold.readings;
import static hub.adapters.cold.TestingCold.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.message.StreamPosition;
import hub.message.Telemetry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColdFaultTest {
    private static final BigInteger SHARD = new BigInteger("49590338271490256608559692538361571095921575989136588898");
    private static final ColdSettings.Buffer SMALL = new ColdSettings.Buffer(100, 64 << 20, Duration.ofSeconds(60));

    @TempDir
    Path folder;

    private TestingCold cold;

    @BeforeEach
    void open() throws Exception {
        cold = new TestingCold(folder);
    }

    @AfterEach
    void close() {
        cold.close();
    }

    @Test
    void aFullDiskHoldsTheStreamBackSaysWhatToDoAndLosesNothing() {
        FaultyFiles files = new FaultyFiles();
        ColdStore store = cold.store(SMALL, files);
        deliver(store, readings("prod-a", 0, 0, 60));
        files.full(location -> location.endsWith(".parquet"));

        int delivered = 60;
        ColdException refusal = null;
        while (refusal == null) {
            try {
                deliver(store, readings("prod-a", 0, delivered, 60));
                delivered += 60;
            } catch (ColdException full) {
                refusal = full;
            }
        }

        assertThat(refusal)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("Free space");
        assertThat(store.problem()).hasValue(refusal.getMessage());
        assertThat(store.waiting(ColdTable.RAW_FRAME)).as("memory is bounded").isLessThanOrEqualTo(160);
        assertThat(store.finished()).isEmpty();

        files.full(location -> false);
        cold.clock.move(Duration.ofMinutes(2));
        deliver(store, readings("prod-a", 0, delivered, 60));
        store.commit();

        assertThat(store.problem()).isEmpty();
        assertThat(rows(store, "telemetry")).isEqualTo(delivered + 60);
        assertThat(rows(store, "raw_frame")).isEqualTo(delivered + 60);
        assertThat(store.finished()).containsEntry(0, Integer.toString(delivered + 59));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/telemetry/data/", "/telemetry/metadata/snap-", "metadata.json", "/raw_frame/data/"})
    void aHubThatDiesWhileItCommitsLeavesEachRowOnce(String atFile) {
        FaultyFiles files = new FaultyFiles();
        ColdStore dying = cold.store(SMALL, files);
        deliver(dying, readings("prod-a", 0, 0, 50));
        dying.commit();
        List<Telemetry> next = readings("prod-a", 0, 50, 50);
        deliver(dying, next);
        files.die(location -> location.contains(atFile));
        assertThatThrownBy(dying::commit).isInstanceOf(ColdException.class);

        ColdStore restarted = cold.store(SMALL, new FolderFiles());
        deliver(restarted, next);
        restarted.commit();

        assertThat(rows(restarted, "telemetry")).isEqualTo(100);
        assertThat(rows(restarted, "raw_frame")).isEqualTo(100);
        assertThat(TestingCold.all(restarted)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void sequenceNumbersOfAKinesisShardArePlacesLikeAnyOther() {
        List<Telemetry> all = inShard(readings("prod-a", 0, 0, 100));
        ColdStore dying = cold.store();
        deliver(dying, all.subList(0, 50));
        dying.commit();
        deliver(dying, all.subList(50, 100));

        ColdStore restarted = cold.store();
        deliver(restarted, all.subList(20, 100));
        restarted.commit();

        assertThat(rows(restarted, "telemetry")).isEqualTo(100);
        assertThat(rows(restarted, "raw_frame"))
                .as("frames are known by their places alone")
                .isEqualTo(100);
        assertThat(restarted.finished()).containsEntry(0, SHARD.add(BigInteger.valueOf(99)) + "0000");
    }

    private static List<Telemetry> inShard(List<Telemetry> readings) {
        return readings.stream()
                .map(reading -> new Telemetry(
                        new StreamPosition(
                                0, SHARD.add(new BigInteger(reading.position().offset())) + "0000"),
                        reading.part(),
                        reading.traceId(),
                        reading.deviceId(),
                        reading.deviceTimestamp(),
                        reading.timestampSource(),
                        reading.hubId(),
                        reading.hubTimestamp(),
                        reading.productId(),
                        reading.specVersion(),
                        reading.childDeviceId(),
                        reading.metrics(),
                        reading.ingestTimestamp()))
                .toList();
    }

    @Test
    void aHubThatDoesNotKnowThatItsPartitionMovedDoublesNothing() {
        ColdStore former = cold.store();
        ColdStore owner = cold.store();
        deliver(former, readings("prod-a", 0, 0, 20));
        deliver(owner, readings("prod-a", 0, 0, 30));
        owner.commit();
        former.commit();

        assertThat(rows(owner, "telemetry")).isEqualTo(30);
        assertThat(rows(owner, "raw_frame")).isEqualTo(30);
    }

    @Test
    void rowsOfAPartitionThatMovedAreLeftToItsNewOwner() {
        ColdStore former = cold.store();
        deliver(former, readings("prod-a", 0, 0, 20));
        deliver(former, readings("prod-a", 1, 0, 20));
        former.forget(Set.of(0));
        former.commit();
        assertThat(former.finished()).containsOnlyKeys(1);
        assertThat(rows(former, "raw_frame")).isEqualTo(20);

        deliver(former, readings("prod-a", 0, 0, 20));
        former.commit();
        assertThat(rows(former, "raw_frame")).as("it came back").isEqualTo(40);
    }

    @Test
    void hubsThatCommitAtTheSameTimeAllSucceed() {
        List<CompletableFuture<Void>> hubs = IntStream.range(0, 3)
                .boxed()
                .map(partition -> CompletableFuture.runAsync(() -> {
                    ColdStore store = cold.store();
                    for (int round = 0; round < 4; round++) {
                        deliver(store, readings("prod-" + partition, partition, round * 10L, 10));
                        store.commit();
                    }
                }))
                .toList();
        hubs.forEach(CompletableFuture::join);

        ColdStore reader = cold.store();
        assertThat(rows(reader, "telemetry")).isEqualTo(120);
        assertThat(rows(reader, "raw_frame")).isEqualTo(120);
        assertThat(TestingCold.all(reader)).hasSize(120).doesNotHaveDuplicates();
    }
}
