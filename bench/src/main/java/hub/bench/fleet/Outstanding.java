package hub.bench.fleet;

/**
 * The readings of one connection that still wait for their answer, oldest first; one thread adds, another removes.
 *
 * <p>Three parallel arrays, so that a hundred thousand entries a second leave no garbage behind.
 */
final class Outstanding {
    private final int[] devices;
    private final long[] timestamps;
    private final long[] sentNanos;
    private volatile long added;
    private volatile long removed;

    /** @param window how many may wait at once */
    Outstanding(int window) {
        devices = new int[window];
        timestamps = new long[window];
        sentNanos = new long[window];
    }

    int room() {
        return devices.length - count();
    }

    int count() {
        return (int) (added - removed);
    }

    void add(Reading reading, long now) {
        int slot = (int) (added % devices.length);
        devices[slot] = reading.device();
        timestamps[slot] = reading.timestamp();
        sentNanos[slot] = now;
        added++;
    }

    /** Settles the oldest one. */
    void answer(boolean kept, Tally tally) {
        if (count() == 0) {
            throw new IllegalStateException("more answers than readings");
        }
        int slot = (int) (removed % devices.length);
        if (kept) {
            tally.acknowledged(devices[slot], timestamps[slot], sentNanos[slot]);
        } else {
            tally.refused(1, "0x15 for device " + devices[slot] + " at " + timestamps[slot]);
        }
        removed++;
    }
}
