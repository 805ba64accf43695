package hub.adapters.shadow;

/**
 * A message of the hub to those who watch a shadow.
 *
 * @param topic where
 * @param body UTF-8 JSON
 */
public record ShadowAnswer(String topic, byte[] body) {}
