package hub.adapters.stream;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps for each shard what somebody says is stored rather than what was delivered, for a route that stores its batches later. It is told
 * with the next batch, so the checkpoint may lie behind; what is read again then is known by its position.
 */
record LaterCheckpoints(StreamCheckpoints kept, Supplier<FinishedPositions> told) implements StreamCheckpoints {
    /** How many digits of an offset tell the place within a record. */
    private static final int PLACE_DIGITS = 4;

    @Override
    public Map<String, String> load(String stream, String group) {
        return kept.load(stream, group);
    }

    @Override
    public void save(String stream, String group, String shard, String sequence) {
        int number = Integer.parseInt(shard.substring(shard.lastIndexOf('-') + 1));
        String offset = told.get().finished().getOrDefault(number, "");
        if (offset.length() > PLACE_DIGITS) {
            kept.save(stream, group, shard, offset.substring(0, offset.length() - PLACE_DIGITS));
        }
    }
}
