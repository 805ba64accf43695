package hub.adapters.stream;

import java.util.Map;

/** Remembers how far each shard has been stored and judged, because Kinesis itself does not; must survive the hub. */
public interface StreamCheckpoints {

    /** The last finished sequence number of each shard of a stream, for one consumer group; shards never finished are absent. */
    Map<String, String> load(String stream, String group);

    /** Keeps the last finished sequence number of a shard. */
    void save(String stream, String group, String shard, String sequence);
}
