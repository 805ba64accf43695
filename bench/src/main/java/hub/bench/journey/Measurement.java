package hub.bench.journey;

/**
 * What one journey of one contender came to.
 *
 * @param readings readings sent (acknowledged, where it acknowledges) during the measured load
 * @param perSecond readings stored per second, from the first sending to the last write
 * @param ackMedianMillis from writing to answer, median; 0 without answers
 * @param ackP99Millis the same, 99th percentile
 * @param storedMedianMillis from the device's timestamp to the completed write, median
 * @param storedP99Millis the same, 99th percentile
 * @param cpuMicros processor time of the program per reading, microseconds
 * @param childrenCpuMicros the same of its children (database, stream)
 * @param storeCpuMicros the same of the store
 * @param memoryMegabytes program and children after the load
 * @param lost sent (acknowledged) but not stored
 * @param duplicates stored twice
 */
public record Measurement(
        long readings,
        double perSecond,
        double ackMedianMillis,
        double ackP99Millis,
        long storedMedianMillis,
        long storedP99Millis,
        double cpuMicros,
        double childrenCpuMicros,
        double storeCpuMicros,
        long memoryMegabytes,
        long lost,
        long duplicates) {}
