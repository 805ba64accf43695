package hub.master;

import java.time.Instant;

/**
 * What a device said about itself when it was provisioned.
 *
 * @param model its model, or empty
 * @param firmwareVersion what it runs, or empty
 * @param attributes a JSON object
 * @param provisionedAt when it said so last
 */
public record DeviceDetail(String model, String firmwareVersion, String attributes, Instant provisionedAt) {}
