package hub.adapters.firmware;

import hub.adapters.S3Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person may change about firmware.
 *
 * @param folder where packages lie, unless in a bucket
 * @param bucket where packages lie instead of the folder
 * @param publicKey whose signature packages must carry, as PEM or Base64; empty: signatures are kept but not checked
 * @param largest a package may have so many bytes
 * @param publicUrl the hub's address as devices see it
 * @param urlValidity how long a download address is good
 */
public record FirmwareSettings(
        Path folder, Optional<Bucket> bucket, String publicKey, long largest, String publicUrl, Duration urlValidity) {

    /**
     * A place in a store of files.
     *
     * @param access how the store is reached
     * @param name of the bucket, made when it is missing
     * @param partSize larger packages are brought in parts of so many bytes
     */
    public record Bucket(S3Access access, String name, long partSize) {}
}
