package hub.adapters.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The shards of the stream, old ones before the new ones that replace them, so that a split keeps the order of each device. */
final class ShardReaders {
    private final KinesisClient aws;
    private final KinesisSettings settings;
    private final StreamCheckpoints checkpoints;
    private final BiFunction<String, String, ShardReader> newReader;
    private final Map<String, ShardReader> readers = new HashMap<>();
    private Optional<Map<String, String>> finished = Optional.empty();

    /** @param newReader makes the reader for a shard and its checkpoint, which is empty for a new shard */
    ShardReaders(
            KinesisClient aws,
            KinesisSettings settings,
            StreamCheckpoints checkpoints,
            BiFunction<String, String, ShardReader> newReader) {
        this.aws = aws;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.newReader = newReader;
    }

    /** The shards to read now: not read to their end, and not waiting for a parent that still has records. */
    synchronized List<Shard> readable() {
        List<Shard> all = all();
        all.forEach(shard -> reader(shard.shardId()));
        Map<String, ShardReader> present =
                all.stream().collect(Collectors.toMap(Shard::shardId, shard -> reader(shard.shardId())));
        return all.stream()
                .filter(shard -> !present.get(shard.shardId()).hasEnded())
                .filter(shard ->
                        hasEnded(present, shard.parentShardId()) && hasEnded(present, shard.adjacentParentShardId()))
                .toList();
    }

    synchronized ShardReader reader(String shard) {
        return readers.computeIfAbsent(
                shard, name -> newReader.apply(name, finished().getOrDefault(name, "")));
    }

    /** A parent that is not listed any more has no records left. */
    private static boolean hasEnded(Map<String, ShardReader> present, String parent) {
        return parent == null
                || !present.containsKey(parent)
                || present.get(parent).hasEnded();
    }

    private Map<String, String> finished() {
        if (finished.isEmpty()) {
            finished = Optional.of(checkpoints.load(settings.stream(), settings.group()));
        }
        return finished.get();
    }

    private List<Shard> all() {
        List<Shard> all = new ArrayList<>();
        ListShardsResponse page = aws.listShards(list -> list.streamName(settings.stream()));
        all.addAll(page.shards());
        while (page.nextToken() != null) {
            ListShardsRequest next =
                    ListShardsRequest.builder().nextToken(page.nextToken()).build();
            page = aws.listShards(next);
            all.addAll(page.shards());
        }
        return all;
    }
}
