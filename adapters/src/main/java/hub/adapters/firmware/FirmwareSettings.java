package hub.adapters.firmware;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a person may change about firmware.
 *
 * @param folder where packages lie
 * @param publicKey whose signature packages must carry, as PEM or Base64; empty: signatures are kept but not checked
 * @param largest a package may have so many bytes
 * @param publicUrl the hub's address as devices see it
 * @param urlValidity how long a download address is good
 */
public record FirmwareSettings(Path folder, String publicKey, long largest, String publicUrl, Duration urlValidity) {}
