package hub.adapters.reads;

import java.time.Duration;

/**
 * When a copy may be read.
 *
 * @param mostLag how far it may be behind
 */
public record ReadSettings(Duration mostLag) {}
