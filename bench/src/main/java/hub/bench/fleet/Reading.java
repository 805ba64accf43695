package hub.bench.fleet;

/**
 * What one simulated device measured once; device and timestamp together are its sequence number.
 *
 * @param device number of the device, from 0
 * @param timestamp device time, epoch milliseconds; strictly increasing per device
 * @param tempC degrees Celsius, 0 to 255
 * @param rpm revolutions per minute, 0 to 65535
 * @param voltage in 0.01 V, 0 to 65535
 * @param vibration in 0.01 mm/s, 0 to 65535
 */
public record Reading(int device, long timestamp, int tempC, int rpm, int voltage, int vibration) {}
