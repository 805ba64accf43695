package hub.adapters.upload;

import java.time.Instant;

/** One file on its way, or kept, as the table knows it. */
record Upload(
        String id,
        String purpose,
        String filename,
        String contentType,
        long size,
        String sha256,
        String deviceId,
        String owner,
        String state,
        String problem,
        String multipart,
        Instant createdAt,
        Instant expiresAt) {

    /** Where it is brought to; nobody reads from there. */
    String incomingKey() {
        return "incoming/" + id;
    }

    /** Where it is kept once it was found to be what was promised. */
    String keptKey() {
        return purpose + "/" + id + "/" + filename;
    }
}
