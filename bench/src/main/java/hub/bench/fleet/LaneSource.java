package hub.bench.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The readings that one connection has to send, in turn over its devices and at its pace. */
final class LaneSource {
    private static final long AHEAD_MILLIS = 500;

    private final DeviceFleet fleet;
    private final int[] devices;
    private final Pace pace;
    private final long limit;
    private final BooleanSupplier ended;
    private long given;
    private int turn;

    /**
     * @param devices the connection's own devices
     * @param perSecond its part of the rate, or 0 for as many as the receiver takes
     * @param limit how many readings at most
     * @param ended becomes true when the run's time is over
     */
    LaneSource(DeviceFleet fleet, int[] devices, double perSecond, long limit, BooleanSupplier ended) {
        this.fleet = fleet;
        this.devices = devices;
        this.pace = new Pace(perSecond);
        this.limit = limit;
        this.ended = ended;
    }

    boolean finished() {
        return given >= limit || ended.getAsBoolean();
    }

    /** How many readings may be taken now; 0 also while the next device would have to invent times half a second ahead. */
    int ready() {
        boolean ahead = fleet.lastTimestamp(devices[turn]) > System.currentTimeMillis() + AHEAD_MILLIS;
        return ahead ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.min(pace.due(), limit) - given));
    }

    /** Waits, briefly, for the next reading to fall due. */
    void await() {
        pace.await(given);
    }

    /** Waits until a whole batch is due or the run ends; the size, less than the batch only at the end. */
    int awaitBatch(int size) {
        int wanted = (int) Math.min(size, limit - given);
        while (!finished() && ready() < wanted) {
            pace.await(given + wanted - 1);
        }
        return finished() ? Math.min(wanted, ready()) : wanted;
    }

    /** The next device's reading, with the time at which it was due. */
    Reading next() {
        Reading reading = fleet.next(devices[turn], pace.timestamp(given++));
        turn = turn + 1 == devices.length ? 0 : turn + 1;
        return reading;
    }

    /** Readings of the next devices in turn. */
    List<Reading> mixed(int count) {
        List<Reading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            readings.add(next());
        }
        return readings;
    }

    /** Readings that one device collected during the last milliseconds, one each. */
    List<Reading> collected(int count) {
        List<Reading> readings = new ArrayList<>(count);
        given += count;
        long last = pace.timestamp(given - 1);
        for (int i = 0; i < count; i++) {
            readings.add(fleet.next(devices[turn], last - count + 1 + i));
        }
        turn = turn + 1 == devices.length ? 0 : turn + 1;
        return readings;
    }
}
