package hub.adapters.stream;

import java.util.HashMap;
import java.util.Map;

/** Checkpoints that outlive a hub but not a test. */
final class InMemoryCheckpoints implements StreamCheckpoints {
    private final Map<String, String> kept = new HashMap<>();

    @Override
    public synchronized Map<String, String> load(String stream, String group) {
        Map<String, String> found = new HashMap<>();
        String prefix = stream + "/" + group + "/";
        kept.forEach((key, sequence) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), sequence);
            }
        });
        return found;
    }

    @Override
    public synchronized void save(String stream, String group, String shard, String sequence) {
        kept.put(stream + "/" + group + "/" + shard, sequence);
    }
}
