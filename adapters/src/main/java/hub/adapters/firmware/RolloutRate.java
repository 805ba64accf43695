package hub.adapters.firmware;

/**
 * How many devices a minute are told about a job: constant, or growing by a factor each time so many devices have been
 * notified or have succeeded.
 *
 * @param base devices a minute at first
 * @param factor by which the rate grows
 * @param step after how many devices it grows; 0 for a constant rate
 * @param bySucceeded whether succeeded devices are counted instead of notified ones
 * @param maximum devices a minute at most
 */
record RolloutRate(int base, double factor, int step, boolean bySucceeded, int maximum) {

    static final int FASTEST = 1000;

    static RolloutRate constant(int perMinute) {
        return new RolloutRate(perMinute, 1, 0, false, perMinute);
    }

    /** The rate now. */
    int perMinute(long notified, long succeeded) {
        if (step == 0) {
            return maximum;
        }
        long steps = (bySucceeded ? succeeded : notified) / step;
        double rate = base * Math.pow(factor, steps);
        return rate >= maximum ? maximum : (int) rate;
    }
}
