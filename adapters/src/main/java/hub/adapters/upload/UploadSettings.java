package hub.adapters.upload;

import hub.adapters.S3Access;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Where files are kept and what may be brought.
 *
 * @param store how it is reached
 * @param bucket made when it is missing
 * @param validFor how long a presigned URL and an unfinished upload live
 * @param partSize files above it are brought in parts of this size, bytes
 * @param purposes what files may be brought for, by name
 */
public record UploadSettings(
        S3Access store, String bucket, Duration validFor, long partSize, Map<String, Purpose> purposes) {

    /**
     * The limits of one purpose.
     *
     * @param most bytes
     * @param types media types
     */
    public record Purpose(long most, Set<String> types) {}

    /** What the hub knows files for. */
    public static final Map<String, Purpose> PURPOSES = Map.of(
            "visit-photo", new Purpose(20L << 20, Set.of("image/jpeg", "image/png", "image/webp")),
            "device-image", new Purpose(20L << 20, Set.of("image/jpeg", "image/png", "image/webp")),
            "device-log", new Purpose(200L << 20, Set.of("text/plain", "application/gzip", "application/zip")),
            "document", new Purpose(50L << 20, Set.of("application/pdf", "text/plain")));
}
