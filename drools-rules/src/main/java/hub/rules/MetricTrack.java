package hub.rules;

/**
 * What is remembered of one metric of one device: the last value judged and, where a rule asks for the trend, some points
 * of the last five minutes of event time.
 */
final class MetricTrack {
    private static final long WINDOW = 300_000;
    private static final long SPACING = 20_000;
    private static final int POINTS = 17;
    private static final int MIN_POINTS = 3;
    private static final long MIN_SPAN = 30_000;

    private long time = Long.MIN_VALUE;
    private double value = Double.NaN;
    private int textHash;
    private long[] times;
    private double[] values;
    private int size;

    boolean isLate(long eventTime) {
        return eventTime < time;
    }

    boolean repeats(long eventTime, Object raw) {
        if (eventTime != time) {
            return false;
        }
        double number = MetricReading.numberOf(raw);
        return Double.isNaN(number) ? Double.isNaN(value) && textHash == raw.hashCode() : number == value;
    }

    double value() {
        return value;
    }

    long time() {
        return time;
    }

    int textHash() {
        return textHash;
    }

    int size() {
        return size;
    }

    long timeAt(int i) {
        return times[i];
    }

    double valueAt(int i) {
        return values[i];
    }

    void update(long eventTime, double number, int hash, boolean trend) {
        time = Math.max(time, eventTime);
        value = number;
        textHash = hash;
        if (trend && !Double.isNaN(number)) {
            keep(time, number);
        }
    }

    /** The least-squares slope per minute over the kept points, NaN while they are too few or too close. */
    double slopePerMinute() {
        if (size < MIN_POINTS || times[size - 1] - times[0] < MIN_SPAN) {
            return Double.NaN;
        }
        double meanTime = 0;
        double meanValue = 0;
        for (int i = 0; i < size; i++) {
            meanTime += times[i] - times[0];
            meanValue += values[i];
        }
        meanTime /= size;
        meanValue /= size;
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < size; i++) {
            double distance = times[i] - times[0] - meanTime;
            covariance += distance * (values[i] - meanValue);
            variance += distance * distance;
        }
        return covariance / variance * 60_000;
    }

    /** Puts a kept point back as it was. */
    void restorePoint(long eventTime, double number) {
        makeRoom();
        times[size] = eventTime;
        values[size++] = number;
    }

    private void makeRoom() {
        if (times == null) {
            times = new long[POINTS];
            values = new double[POINTS];
        }
    }

    private void keep(long eventTime, double number) {
        makeRoom();
        int expired = 0;
        while (expired < size && times[expired] < eventTime - WINDOW) {
            expired++;
        }
        drop(expired);
        boolean replacesLast = size >= 2 && times[size - 1] - times[size - 2] < SPACING;
        if (!replacesLast && size == POINTS) {
            drop(1);
        }
        int at = replacesLast ? size - 1 : size++;
        times[at] = eventTime;
        values[at] = number;
    }

    private void drop(int count) {
        if (count > 0) {
            size -= count;
            System.arraycopy(times, count, times, 0, size);
            System.arraycopy(values, count, values, 0, size);
        }
    }
}
