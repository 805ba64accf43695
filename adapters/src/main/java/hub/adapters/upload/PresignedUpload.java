package hub.adapters.upload;

import hub.adapters.upload.FileCheck.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

/** Lets people and devices bring files straight to the object store, and keeps only those that are what was promised. */
public final class PresignedUpload implements AutoCloseable {

    private static final List<String> SEE_ALL = List.of("SERVICE", "OPERATOR");

    private final UploadSettings settings;
    private final Uploads uploads;
    private final ObjectStore store;
    private final Clock clock;

    /** @param database the warm store, with schema {@code service} */
    public PresignedUpload(DataSource database, UploadSettings settings, Clock clock) {
        this.settings = settings;
        this.uploads = new Uploads(database);
        this.store = new ObjectStore(settings);
        this.clock = clock;
    }

    /** Promises a file on behalf of a person, see {@link #promise}. */
    public Map<String, Object> request(Map<String, Object> body, String user) throws SQLException {
        return promise(UUID.randomUUID().toString(), body, user, text(body, "device_id"));
    }

    /**
     * Promises a file and answers with the URL, or the URLs of its parts, to bring it to; the same id again gives the same
     * upload with fresh URLs.
     *
     * @param body {@code purpose}, {@code filename}, {@code contentType}, {@code size} in bytes and optionally {@code sha256}
     * @param owner a user's name, or {@code device:} and its id
     * @throws IllegalArgumentException when it is beyond the limits of its purpose
     */
    Map<String, Object> promise(String id, Map<String, Object> body, String owner, String deviceId)
            throws SQLException {
        Upload wanted = wanted(id, body, owner, deviceId);
        Upload upload = uploads.find(id).orElse(null);
        if (upload == null) {
            String multipart = wanted.size() > settings.partSize()
                    ? store.beginParts(wanted.incomingKey(), wanted.contentType())
                    : "";
            upload = uploads.insert(with(wanted, multipart));
        }
        Map<String, Object> answer = shape(upload);
        if (upload.state().equals("waiting")) {
            if (upload.multipart().isEmpty()) {
                answer.putAll(store.put(upload.incomingKey(), upload.contentType(), upload.size()));
            } else {
                answer.put("parts", store.parts(upload.incomingKey(), upload.multipart(), upload.size()));
            }
        }
        return answer;
    }

    private Upload wanted(String id, Map<String, Object> body, String owner, String deviceId) {
        UploadSettings.Purpose purpose = settings.purposes().get(text(body, "purpose"));
        if (purpose == null) {
            throw new IllegalArgumentException("purpose '" + text(body, "purpose") + "' is unknown; use one of "
                    + new TreeSet<>(settings.purposes().keySet()));
        }
        String filename = text(body, "filename");
        if (!filename.matches("[\\p{L}\\p{N}._ -]{1,100}") || filename.startsWith(".")) {
            throw new IllegalArgumentException(
                    "filename '" + filename + "' must have 1 to 100 letters, digits, blanks, '.', '_' or '-'");
        }
        String type = text(body, "contentType");
        if (!purpose.types().contains(type)) {
            throw new IllegalArgumentException("contentType '" + type + "' is not allowed for " + text(body, "purpose")
                    + "; use one of " + new TreeSet<>(purpose.types()));
        }
        long size = body.get("size") instanceof Number number ? number.longValue() : 0;
        if (size < 1 || size > purpose.most()) {
            throw new IllegalArgumentException(
                    "size " + size + " must be 1 to " + purpose.most() + " bytes for " + text(body, "purpose"));
        }
        String hash = text(body, "sha256").toLowerCase(java.util.Locale.ROOT);
        if (!hash.isEmpty() && !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must have 64 hexadecimal digits");
        }
        Instant now = clock.instant();
        return new Upload(
                id,
                text(body, "purpose"),
                filename,
                type,
                size,
                hash,
                deviceId,
                owner,
                "waiting",
                "",
                "",
                now,
                now.plus(settings.validFor()));
    }

    private static Upload with(Upload upload, String multipart) {
        return new Upload(
                upload.id(),
                upload.purpose(),
                upload.filename(),
                upload.contentType(),
                upload.size(),
                upload.sha256(),
                upload.deviceId(),
                upload.owner(),
                upload.state(),
                upload.problem(),
                multipart,
                upload.createdAt(),
                upload.expiresAt());
    }

    /**
     * Says that a file was brought, by a person; only his own, or any for service and operators.
     *
     * @throws IllegalStateException when nothing was brought, or something else than promised; the latter is quarantined
     */
    public Map<String, Object> complete(String id, String user, String roles) throws SQLException, IOException {
        return complete(visible(id, user, roles, ""));
    }

    Map<String, Object> complete(Upload upload) throws SQLException, IOException {
        if (upload.state().equals("complete")) {
            return shape(upload);
        }
        if (!upload.state().equals("waiting")) {
            throw new IllegalStateException("upload '" + upload.id() + "' is " + upload.state()
                    + (upload.problem().isEmpty() ? "" : ": " + upload.problem()) + "; ask for a new one");
        }
        if (!upload.multipart().isEmpty()) {
            store.endParts(upload.incomingKey(), upload.multipart());
        }
        OptionalLong size = store.size(upload.incomingKey());
        if (size.isEmpty()) {
            throw new IllegalStateException(
                    "nothing was brought for upload '" + upload.id() + "' yet; put the file to its url first");
        }
        return settle(upload, size.getAsLong());
    }

    private Map<String, Object> settle(Upload upload, long size) throws SQLException, IOException {
        Finding finding = size == upload.size()
                ? keep(upload)
                : new Finding(upload.sha256(), "it has " + size + " bytes, promised were " + upload.size());
        if (!finding.problem().isEmpty()) {
            uploads.settle(upload.id(), "quarantined", finding.problem(), finding.sha256(), clock.instant());
            throw new IllegalStateException(
                    "upload '" + upload.id() + "' is quarantined: " + finding.problem() + "; ask for a new one");
        }
        uploads.settle(upload.id(), "complete", "", finding.sha256(), clock.instant());
        store.delete(upload.incomingKey());
        return shape(uploads.find(upload.id()).orElseThrow());
    }

    /** Copies first and checks the copy, because the URL still lets its owner change the original. */
    private Finding keep(Upload upload) throws IOException {
        store.copy(upload.incomingKey(), upload.keptKey());
        Finding finding;
        try (InputStream content = store.read(upload.keptKey())) {
            finding = FileCheck.of(content, upload);
        }
        if (!finding.problem().isEmpty()) {
            store.delete(upload.keptKey());
        }
        return finding;
    }

    /**
     * One upload, with a URL to read it from when it is complete; somebody else's does not exist.
     *
     * @param customerId set when a customer asks, for whom the route leaves only what is of his devices
     */
    public Map<String, Object> get(String id, String user, String roles, String customerId) throws SQLException {
        Upload upload = visible(id, user, roles, customerId == null ? "" : customerId);
        Map<String, Object> answer = shape(upload);
        if (upload.state().equals("complete")) {
            answer.put("url", store.get(upload.keptKey(), upload.contentType(), upload.filename()));
        }
        return answer;
    }

    private Upload visible(String id, String user, String roles, String customerId) throws SQLException {
        boolean all =
                SEE_ALL.stream().anyMatch(role -> List.of(roles.split(",")).contains(role));
        return uploads.find(id)
                .filter(upload -> all || upload.owner().equals(user) || !customerId.isEmpty())
                .orElseThrow(() -> unknown(id));
    }

    Upload ofDevice(String id, String deviceId) throws SQLException {
        return uploads.find(id)
                .filter(upload -> upload.owner().equals("device:" + deviceId))
                .orElseThrow(() -> unknown(id));
    }

    private static NoSuchElementException unknown(String id) {
        return new NoSuchElementException("there is no upload '" + id + "'");
    }

    /** Why an upload is no complete photo of this user's visit, or empty when it is. */
    public String photoProblem(String id, String user) throws SQLException {
        Upload upload =
                uploads.find(id).filter(each -> each.owner().equals(user)).orElse(null);
        if (upload == null) {
            return "there is no such upload of yours";
        }
        if (!upload.purpose().equals("visit-photo")) {
            return "was brought for " + upload.purpose() + ", not visit-photo";
        }
        return upload.state().equals("complete") ? "" : "is " + upload.state() + ", not complete";
    }

    /** Called every minute: forgets what was promised or quarantined and has had its time. */
    public void expire() throws SQLException {
        for (Upload upload : uploads.expire(clock.instant())) {
            store.forget(upload.incomingKey(), upload.multipart());
        }
    }

    /** Deletes the files of a device that were promised before a time, for data protection; gives how many there were. */
    public Map<String, Integer> forget(String deviceId, Instant before) throws SQLException {
        List<Upload> found = uploads.ofDevice(deviceId, before);
        for (Upload upload : found) {
            store.forget(upload.incomingKey(), upload.multipart());
            store.delete(upload.keptKey());
            uploads.delete(upload.id());
        }
        return Map.of("upload", found.size());
    }

    private static Map<String, Object> shape(Upload upload) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", upload.id());
        shape.put("purpose", upload.purpose());
        shape.put("filename", upload.filename());
        shape.put("contentType", upload.contentType());
        shape.put("size", upload.size());
        shape.put("state", upload.state());
        shape.put("owner", upload.owner());
        putUnlessEmpty(shape, "sha256", upload.sha256());
        putUnlessEmpty(shape, "device_id", upload.deviceId());
        putUnlessEmpty(shape, "problem", upload.problem());
        if (upload.state().equals("waiting")) {
            shape.put("expiresAt", upload.expiresAt().toString());
        }
        return shape;
    }

    private static void putUnlessEmpty(Map<String, Object> shape, String name, String value) {
        if (!value.isEmpty()) {
            shape.put(name, value);
        }
    }

    static String text(Map<String, Object> body, String name) {
        Object value = body.get(name);
        return value == null ? "" : value.toString();
    }

    @Override
    public void close() {
        store.close();
    }
}
