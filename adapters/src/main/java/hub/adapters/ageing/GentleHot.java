package hub.adapters.ageing;

import hub.message.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The hot store for those who are in no hurry: what they do there is done in small steps, and after each they rest as long as it took,
 * so that readings which come in have the store to themselves for half of the time at least and wait for one small step at most.
 */
final class GentleHot implements HotTier {
    private static final int STEP = 100;

    private final HotTier hot;
    private final long pause;

    /** @param pause the shortest rest after a deletion; without one there is no rest at all */
    GentleHot(HotTier hot, Duration pause) {
        this.hot = hot;
        this.pause = pause.toNanos();
    }

    private <T> T gently(long least, Supplier<T> step) {
        long begun = System.nanoTime();
        T done = step.get();
        if (pause > 0) {
            LockSupport.parkNanos(Math.max(least, System.nanoTime() - begun));
        }
        return done;
    }

    @Override
    public String idAt(Instant time) {
        return hot.idAt(time);
    }

    @Override
    public List<ReadingKey> keys(String from, boolean included, String until, int most) {
        return gently(0, () -> hot.keys(from, included, until, most));
    }

    @Override
    public List<ReadingKey> keysOf(String deviceId, Instant from, Instant until, int most) {
        return gently(0, () -> hot.keysOf(deviceId, from, until, most));
    }

    @Override
    public List<Telemetry> readings(Collection<String> ids) {
        return gently(0, () -> hot.readings(ids));
    }

    @Override
    public int delete(Collection<String> ids) {
        List<String> all = new ArrayList<>(ids);
        int deleted = 0;
        for (int from = 0; from < all.size(); from += STEP) {
            List<String> some = all.subList(from, Math.min(all.size(), from + STEP));
            deleted += gently(pause, () -> hot.delete(some));
        }
        return deleted;
    }

    @Override
    public int forget(String deviceId, Instant until) {
        return hot.forget(deviceId, until);
    }

    @Override
    public int deleteAlarms(Instant before, Collection<String> held, int most) {
        return hot.deleteAlarms(before, held, most);
    }
}
