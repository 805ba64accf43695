package hub.adapters.firmware;

import hub.adapters.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.sql.DataSource;

/** Takes firmware in, proves that it is what it says, and answers the API's questions about it. */
public final class FirmwarePackages implements AutoCloseable {

    private static final int USUAL_PAGE = 100;

    private final Database database;
    private final FirmwareSettings settings;
    private final PackageContent content;
    private final DownloadUrls urls;
    private final Optional<PackageSignature> trusted;
    private final Clock clock;

    /** @param warm the warm store, with schema {@code service} */
    public FirmwarePackages(DataSource warm, FirmwareSettings settings, Clock clock) {
        this.database = new Database(warm);
        this.settings = settings;
        PackageFiles folder = new PackageFiles(settings.folder());
        this.content = settings.bucket()
                .<PackageContent>map(bucket -> new PackageObjects(bucket, settings.urlValidity()))
                .orElse(folder);
        this.urls = new DownloadUrls(
                settings.publicUrl(), settings.folder().resolve("url.key"), settings.urlValidity(), clock);
        this.trusted = settings.publicKey().isBlank()
                ? Optional.empty()
                : Optional.of(new PackageSignature(settings.publicKey()));
        this.clock = clock;
    }

    DownloadUrls urls() {
        return urls;
    }

    PackageContent content() {
        return content;
    }

    /** Where a device fetches the package, for a limited time. */
    String address(FirmwarePackage firmware) {
        return content.address(firmware).orElseGet(() -> urls.of(firmware.id()));
    }

    Optional<FirmwarePackage> find(String id) throws SQLException {
        return database.in(session -> PackageRows.find(session, id));
    }

    /**
     * Takes a package in; the same content again changes nothing.
     *
     * @param said what its bringer says of it: {@code product}, {@code version}, {@code sha256}, {@code signature},
     *     {@code fromVersions} and {@code hardware} (comma separated), {@code description}
     * @param body {@code file} names where its content lies
     * @throws IllegalArgumentException when hash or signature do not belong to the content
     * @throws IllegalStateException when the version exists with another content
     */
    public Map<String, Object> upload(Map<String, Object> said, Map<String, Object> body, String user)
            throws IOException, SQLException {
        Path content = Path.of(String.valueOf(body.get("file")));
        try {
            return shape(takeIn(described(said, content, user), text(said, "sha256"), content));
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private FirmwarePackage takeIn(FirmwarePackage firmware, String promised, Path content)
            throws IOException, SQLException {
        String user = firmware.uploadedBy();
        try {
            check(firmware, promised, content);
        } catch (IllegalArgumentException wrong) {
            database.in(session -> {
                History.add(
                        session,
                        clock.instant(),
                        "",
                        "",
                        firmware.id(),
                        user,
                        "upload",
                        "",
                        "REFUSED",
                        wrong.getMessage());
                return null;
            });
            throw wrong;
        }
        this.content.keep(content, firmware.sha256());
        return keep(firmware, user);
    }

    private FirmwarePackage described(Map<String, Object> said, Path content, String user) throws IOException {
        String product = text(said, "product");
        String version = text(said, "version");
        return new FirmwarePackage(
                product + "-" + version,
                product,
                version,
                text(said, "description"),
                Files.size(content),
                PackageFiles.sha256(content),
                text(said, "signature").replace(' ', '+'),
                trusted.isPresent(),
                words(said, "fromVersions"),
                words(said, "hardware"),
                user,
                clock.instant());
    }

    private void check(FirmwarePackage firmware, String promised, Path content) throws IOException {
        if (firmware.size() == 0 || firmware.size() > settings.largest()) {
            throw new IllegalArgumentException("a package has 1 to " + settings.largest() + " bytes, this one has "
                    + firmware.size() + " (setting hub.firmware.max-size)");
        }
        if (!promised.isEmpty() && !promised.toLowerCase(Locale.ROOT).equals(firmware.sha256())) {
            throw new IllegalArgumentException("the content's SHA-256 is " + firmware.sha256() + ", not " + promised
                    + "; it was damaged on the way, or is another file");
        }
        if (trusted.isPresent() && firmware.signature().isEmpty()) {
            throw new IllegalArgumentException("a signature is required: sign the content with the key that belongs to"
                    + " hub.firmware.public-key and pass it in Base64");
        }
        if (trusted.isPresent() && !trusted.get().belongsTo(content, firmware.signature())) {
            throw new IllegalArgumentException(
                    "the signature does not belong to this content and the key of hub.firmware.public-key");
        }
    }

    private FirmwarePackage keep(FirmwarePackage firmware, String user) throws SQLException {
        return database.in(session -> {
            if (PackageRows.insert(session, firmware)) {
                Instant now = clock.instant();
                History.add(session, now, "", "", firmware.id(), user, "upload", "", "STORED", firmware.sha256());
                return firmware;
            }
            return PackageRows.find(session, firmware.id())
                    .filter(known -> known.sha256().equals(firmware.sha256())
                            && known.productId().equals(firmware.productId()))
                    .orElseThrow(() -> new IllegalStateException("version " + firmware.version() + " of "
                            + firmware.productId() + " exists with another content; give the new one a new version"));
        });
    }

    /** A page of packages in the order of their ids; null or empty means any. */
    public Map<String, Object> list(String product, Integer limit, String cursor) throws SQLException {
        int most = limit == null ? USUAL_PAGE : limit;
        List<FirmwarePackage> found =
                database.in(session -> PackageRows.page(session, orEmpty(product), orEmpty(cursor), most + 1));
        return Pages.of(found, most, this::shape, FirmwarePackage::id);
    }

    /** One package; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String id) throws SQLException {
        return shape(existing(id));
    }

    /**
     * Forgets a package.
     *
     * @throws IllegalStateException when a job or a device's way back needs it
     */
    public void delete(String id, String user) throws SQLException, IOException {
        FirmwarePackage firmware = existing(id);
        boolean contentUnused = database.in(session -> {
            if (PackageRows.isInUse(session, id)) {
                throw new IllegalStateException("package '" + id
                        + "' is in use: an open job brings it, or it is the last good version of a device");
            }
            PackageRows.delete(session, id);
            History.add(session, clock.instant(), "", "", id, user, "delete", "STORED", "DELETED", "");
            return session.number("select count(*) from service.firmware_package where sha256 = ?", firmware.sha256())
                    == 0;
        });
        if (contentUnused) {
            content.remove(firmware.sha256());
        }
    }

    @Override
    public void close() {
        if (content instanceof PackageObjects objects) {
            objects.close();
        }
    }

    private FirmwarePackage existing(String id) throws SQLException {
        return find(id).orElseThrow(() -> new NoSuchElementException("there is no firmware package '" + id + "'"));
    }

    private Map<String, Object> shape(FirmwarePackage firmware) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", firmware.id());
        shape.put("productId", firmware.productId());
        shape.put("version", firmware.version());
        shape.put("description", firmware.description());
        shape.put("size", firmware.size());
        shape.put("sha256", firmware.sha256());
        shape.put("signature", firmware.signature());
        shape.put("verified", firmware.verified());
        shape.put("fromVersions", firmware.fromVersions());
        shape.put("hardware", firmware.hardware());
        shape.put("uploadedBy", firmware.uploadedBy());
        shape.put("uploadedAt", firmware.uploadedAt().toString());
        shape.put("contentUrl", address(firmware));
        return shape;
    }

    private static List<String> words(Map<String, Object> said, String name) {
        return Arrays.stream(text(said, name).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String text(Map<String, Object> said, String name) {
        Object value = said.get(name);
        return value == null ? "" : value.toString().strip();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
