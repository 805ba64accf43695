package hub.adapters.firmware;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.MovedClock;
import hub.adapters.TestingDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The firmware verbs on a real database, with a clock that moves and a fleet that a test invents. */
final class TestingFirmware implements DeviceFleet {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRODUCT = "prod-a";

    private static DataSource pool;

    final MovedClock clock = new MovedClock("2026-03-01T12:00:00Z");
    final Map<String, String> products = new TreeMap<>();
    Path folder;
    final String publicKey;
    private final Optional<FirmwareSettings.Bucket> bucket;
    FirmwarePackages packages;
    FirmwareJobs jobs;
    DeviceJobs devices;
    FirmwareMessages messages;
    OtaReports reports;
    FirmwareContent content;

    TestingFirmware() throws Exception {
        this("");
    }

    TestingFirmware(String publicKey) throws Exception {
        this(publicKey, Optional.empty());
    }

    TestingFirmware(String publicKey, Optional<FirmwareSettings.Bucket> bucket) throws Exception {
        this.bucket = bucket;
        this.folder = Files.createTempDirectory("firmware");
        this.publicKey = publicKey;
        migrate();
        make(database());
    }

    private static synchronized void migrate() throws Exception {
        if (pool == null) {
            pool = TestingDatabase.with("service");
        }
        try (var connection = pool.getConnection()) {
            connection
                    .createStatement()
                    .execute("truncate service.firmware_package, service.firmware_job, service.firmware_execution,"
                            + " service.firmware_history, service.device_firmware, service.firmware_message");
        }
    }

    DataSource database() {
        return pool;
    }

    /** All verbs anew, as after a start of the hub: nothing is remembered but what the database and the folder keep. */
    void make(DataSource database) {
        packages = new FirmwarePackages(
                database,
                new FirmwareSettings(
                        folder, bucket, publicKey, 30_000_000, "http://127.0.0.1:8080", Duration.ofHours(1)),
                clock);
        jobs = new FirmwareJobs(database, this, clock);
        devices = new DeviceJobs(database, packages, 10, clock);
        messages = new FirmwareMessages(database, packages, clock);
        reports = new OtaReports(database, devices, this, clock);
        content = new FirmwareContent(database, packages);
    }

    /** From now on another hub on the same database, with an empty folder of its own. */
    void moveElsewhere() throws IOException {
        folder = Files.createTempDirectory("firmware");
        make(database());
    }

    void fleet(int number) {
        for (int device = 0; device < number; device++) {
            products.put("d-%04d".formatted(device), PRODUCT);
        }
    }

    @Override
    public Optional<String> productOf(String deviceId) {
        return Optional.ofNullable(products.get(deviceId));
    }

    @Override
    public List<String> ofProduct(String productId) {
        return products.entrySet().stream()
                .filter(entry -> entry.getValue().equals(productId))
                .map(Map.Entry::getKey)
                .toList();
    }

    Map<String, Object> upload(String version) throws Exception {
        return upload(version, Map.of());
    }

    Map<String, Object> upload(String version, Map<String, Object> more) throws Exception {
        return upload(version, ("firmware " + version).getBytes(StandardCharsets.UTF_8), more);
    }

    Map<String, Object> upload(String version, byte[] content, Map<String, Object> more) throws Exception {
        Path file = Files.write(folder.resolve("upload"), content);
        Map<String, Object> said = new LinkedHashMap<>(Map.of("product", PRODUCT, "version", version));
        said.putAll(more);
        return packages.upload(said, Map.of("file", file.toString()), "operator");
    }

    JsonNode create(String job) throws Exception {
        return JSON.valueToTree(jobs.create(JSON.readValue(job, Map.class), "operator"));
    }

    /** A request of a device, as over MQTT; the topic's last level tells whether it was accepted. */
    JsonNode ask(String thing, String operation, String body) throws Exception {
        DeviceMessage answer = devices.answer(
                        "$aws/things/" + thing + "/jobs/" + operation, body.getBytes(StandardCharsets.UTF_8))
                .get(0);
        return JSON.readTree(answer.payload());
    }

    /** Makes a job for all devices of the product and drives it once. */
    void start(String id, String plan) throws Exception {
        create("{\"id\":\"" + id + "\",\"packageId\":\"prod-a-1.0.0\",\"targets\":{\"all\":true},\"waves\":[100]" + plan
                + "}");
        jobs.drive();
    }

    /** How many devices of a job stand where, such as {@code QUEUED 1, SUCCEEDED 2}. */
    String counters(String id) throws Exception {
        return job(id).path("counters").properties().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(java.util.stream.Collectors.joining(", "));
    }

    void says(String thing, String job, String status) throws Exception {
        ask(thing, job + "/update", "{\"status\":\"" + status + "\"}");
    }

    JsonNode job(String id) throws Exception {
        return JSON.valueToTree(jobs.get(id));
    }

    JsonNode device(String thing) throws Exception {
        return JSON.valueToTree(jobs.device(thing));
    }

    /** Everything that waits to be sent; it counts as sent. */
    List<DeviceMessage> sent() throws Exception {
        List<DeviceMessage> all = new ArrayList<>();
        for (List<DeviceMessage> some = messages.next(); !some.isEmpty(); some = messages.next()) {
            for (DeviceMessage message : some) {
                all.add(message);
                messages.sent(message);
            }
        }
        return all;
    }

    List<String> sentTopics() throws Exception {
        return sent().stream().map(DeviceMessage::topic).toList();
    }

    long count(String sql) throws Exception {
        try (var connection = database().getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
