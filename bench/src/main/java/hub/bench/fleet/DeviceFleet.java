package hub.bench.fleet;

import java.util.Locale;

/**
 * The imagined devices: who they are and what each measures at a time, in slow waves that alarm nobody.
 *
 * <p>A share of the devices (the first ones) overheats: for ever, so that the count of their alarm can be compared with the
 * readings sent, or, in a living fleet, for a minute out of every five, each at its own time. Overheating means more than 80
 * degrees; all other readings stay between 40 and 70.
 */
public final class DeviceFleet {
    private static final long WAVE_SECONDS = 1200;
    private static final long CYCLE_MILLIS = 300_000;
    private static final long EPISODE_MILLIS = 60_000;
    private static final long SHIFT_MILLIS = 47_000;

    private final String[] ids;
    private final boolean living;
    private final int hot;
    private final long[] lastTimestamp;

    /**
     * @param prefix start of each device id, such as {@code sim-}
     * @param devices how many
     * @param hotShare part of them that overheats, 0 to 1
     * @param living whether those that overheat recover again and again
     */
    public DeviceFleet(String prefix, int devices, double hotShare, boolean living) {
        if (devices < 1 || hotShare < 0 || hotShare > 1) {
            throw new IllegalArgumentException("a fleet needs at least one device and a hot share from 0 to 1");
        }
        this.ids = new String[devices];
        for (int device = 0; device < devices; device++) {
            ids[device] = prefix + String.format(Locale.ROOT, "%06d", device + 1);
        }
        this.hot = (int) Math.round(devices * hotShare);
        this.living = living;
        this.lastTimestamp = new long[devices];
    }

    /** How many devices there are. */
    public int size() {
        return lastTimestamp.length;
    }

    /** How many of them overheat; they are the first ones. */
    public int hotDevices() {
        return hot;
    }

    /** The device's id: the prefix and six digits counted from 1, such as {@code sim-000001}. */
    public String id(int device) {
        return ids[device];
    }

    /**
     * The device's next reading. Not safe for two threads and the same device.
     *
     * @param device number of the device, from 0
     * @param now when it measures, epoch milliseconds; moved on by a millisecond if the device already used it
     */
    public Reading next(int device, long now) {
        long timestamp = Math.max(now, lastTimestamp[device] + 1);
        lastTimestamp[device] = timestamp;
        int wave = (int) Math.abs((timestamp / 1000 + device * 7) % WAVE_SECONDS - WAVE_SECONDS / 2) / 20;
        int tempC = isHot(device, timestamp) ? 85 + wave / 4 : 40 + wave;
        return new Reading(device, timestamp, tempC, 1000 + wave * 10, 1200 + wave, 100 + wave * 3);
    }

    private boolean isHot(int device, long timestamp) {
        boolean episode = (timestamp + device * SHIFT_MILLIS) % CYCLE_MILLIS < EPISODE_MILLIS;
        return device < hot && (episode || !living);
    }

    /** When the device measured last, epoch milliseconds, or 0. */
    public long lastTimestamp(int device) {
        return lastTimestamp[device];
    }
}
