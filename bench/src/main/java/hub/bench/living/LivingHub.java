package hub.bench.living;

import java.net.URI;

/**
 * Where the living devices find their hub.
 *
 * @param api the HTTP address
 * @param mqttHost the broker's host
 * @param mqttPort the broker's port
 * @param secret the secret of every device
 */
public record LivingHub(URI api, String mqttHost, int mqttPort, String secret) {}
