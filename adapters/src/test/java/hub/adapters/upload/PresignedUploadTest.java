package hub.adapters.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.adapters.S3Access;
import hub.adapters.TestingDatabase;
import hub.message.RawFrame;
import hub.message.StreamPosition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The same promises, files and refusals against any store that speaks S3; see the two classes that name one. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PresignedUploadTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PART = 5L << 20;

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Duration later = Duration.ZERO;
    private PresignedUpload uploads;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(later);
        }
    };

    abstract S3Access startStore(Path data, Clock time) throws Exception;

    abstract void stopStore() throws Exception;

    @BeforeAll
    void start() throws Exception {
        DataSource database = TestingDatabase.with("service");
        S3Access store = startStore(folder, Clock.systemUTC());
        uploads = new PresignedUpload(
                database,
                new UploadSettings(store, "hub-files", Duration.ofMinutes(15), PART, UploadSettings.PURPOSES),
                clock);
    }

    @AfterAll
    void stop() throws Exception {
        stopStore();
        if (uploads != null) {
            uploads.close();
        }
    }

    @Test
    void aPhotoIsBroughtCheckedAndReadAgain() throws Exception {
        byte[] photo = jpeg(3000);
        Map<String, Object> promised = uploads.request(photo("a b.jpg", photo), "lee");

        assertThat(put(promised, photo)).isEqualTo(200);
        Map<String, Object> complete = uploads.complete(id(promised), "lee", "TECHNICIAN");

        assertThat(complete).containsEntry("state", "complete").containsEntry("sha256", sha256(photo));
        assertThat(uploads.complete(id(promised), "lee", "TECHNICIAN")).isEqualTo(complete);
        String url = (String) uploads.get(id(promised), "lee", "TECHNICIAN", "").get("url");
        HttpResponse<byte[]> read =
                http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(read.body()).isEqualTo(photo);
        assertThat(read.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(uploads.photoProblem(id(promised), "lee")).isEmpty();
        assertThat(uploads.photoProblem(id(promised), "kim")).contains("no such upload of yours");
        assertThat(put(promised, jpeg(3000))).isEqualTo(200);
        assertThat(http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .as("the URL of before does not change what is kept")
                .isEqualTo(photo);
    }

    @Test
    void aLargeFileIsBroughtInParts() throws Exception {
        byte[] log = new byte[(int) (2 * PART + 1000)];
        new Random(7).nextBytes(log);
        log[0] = 0x1F;
        log[1] = (byte) 0x8B;
        Map<String, Object> body = body("device-log", "a.gz", "application/gzip", log);
        Map<String, Object> promised = uploads.request(body, "lee");
        List<?> parts = (List<?>) promised.get("parts");
        assertThat(parts).hasSize(3);

        for (Object each : parts) {
            Map<?, ?> part = (Map<?, ?>) each;
            int at = ((Number) part.get("offset")).intValue();
            int size = ((Number) part.get("size")).intValue();
            assertThat(send((String) part.get("url"), Map.of(), Arrays.copyOfRange(log, at, at + size)))
                    .isEqualTo(200);
        }

        assertThat(uploads.complete(id(promised), "lee", "TECHNICIAN"))
                .containsEntry("state", "complete")
                .containsEntry("sha256", sha256(log));
    }

    @Test
    void whatIsNotAsPromisedIsQuarantinedAndCannotBeRead() throws Exception {
        byte[] photo = jpeg(2000);
        byte[] forged = photo.clone();
        forged[1500] ^= 1;
        Map<String, Object> promised = uploads.request(photo("p.jpg", photo), "lee");
        put(promised, forged);

        assertThatThrownBy(() -> uploads.complete(id(promised), "lee", "TECHNICIAN"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("quarantined")
                .hasMessageContaining("SHA-256");
        assertThat(uploads.get(id(promised), "lee", "TECHNICIAN", ""))
                .containsEntry("state", "quarantined")
                .doesNotContainKey("url");
        assertThat(uploads.photoProblem(id(promised), "lee")).contains("quarantined");

        byte[] text = "no picture at all".getBytes(StandardCharsets.UTF_8);
        Map<String, Object> lie = uploads.request(photo("lie.jpg", text), "lee");
        put(lie, text);
        assertThatThrownBy(() -> uploads.complete(id(lie), "lee", "TECHNICIAN"))
                .hasMessageContaining("its bytes are no image/jpeg");
    }

    @Test
    void whatIsBeyondTheLimitsIsRefusedBeforeItIsBrought() {
        assertThatThrownBy(() -> uploads.request(Map.of("purpose", "malware"), "lee"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visit-photo");
        Map<String, Object> body = new LinkedHashMap<>(
                Map.of("purpose", "visit-photo", "filename", "x.jpg", "contentType", "image/jpeg", "size", 21L << 20));
        assertThatThrownBy(() -> uploads.request(body, "lee")).hasMessageContaining("must be 1 to 20971520 bytes");
        body.put("contentType", "text/html");
        assertThatThrownBy(() -> uploads.request(body, "lee")).hasMessageContaining("contentType 'text/html'");
        body.put("filename", "../etc/passwd");
        assertThatThrownBy(() -> uploads.request(body, "lee")).hasMessageContaining("filename");
    }

    @Test
    void onlyTheOwnerCompletesAndNothingIsCompleteThatWasNotBrought() throws Exception {
        Map<String, Object> promised = uploads.request(photo("p.jpg", jpeg(100)), "lee");

        assertThatThrownBy(() -> uploads.complete(id(promised), "kim", "TECHNICIAN"))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> uploads.complete(id(promised), "lee", "TECHNICIAN"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing was brought");
        later = Duration.ofMinutes(16);
        try {
            uploads.expire();
        } finally {
            later = Duration.ZERO;
        }
        assertThatThrownBy(() -> uploads.complete(id(promised), "lee", "TECHNICIAN"))
                .hasMessageContaining("is expired");
    }

    @Test
    void aDeviceAsksAndIsAnsweredUnderItsOwnTopicOnceForEachMessage() throws Exception {
        DeviceUploads devices = new DeviceUploads(uploads, "pump-1"::equals, clock);
        byte[] picture = jpeg(500);
        Map<String, Object> body = body("device-image", "now.jpg", "image/jpeg", picture);
        body.put("requestId", "r-7");
        RawFrame frame = frame("pump-1", "upload_request", JSON.writeValueAsBytes(body));

        DeviceUploads.Answer first = devices.answer(List.of(frame)).answers().get(0);
        JsonNode again =
                JSON.readTree(devices.answer(List.of(frame)).answers().get(0).body());

        assertThat(first.topic()).isEqualTo("iotlink/stg/nohub/pump-1/event/sub/upload_request/json");
        JsonNode answer = JSON.readTree(first.body());
        assertThat(answer.path("status").asText()).isEqualTo("accepted");
        assertThat(answer.path("requestId").asText()).isEqualTo("r-7");
        assertThat(again.path("id")).isEqualTo(answer.path("id"));
        assertThat(send(answer.path("url").asText(), headers(answer.path("headers")), picture))
                .isEqualTo(200);
        byte[] done = JSON.writeValueAsBytes(Map.of("id", answer.path("id").asText()));
        JsonNode end = JSON.readTree(devices.answer(List.of(frame("pump-1", "upload_complete", done)))
                .answers()
                .get(0)
                .body());
        assertThat(end.path("state").asText()).isEqualTo("complete");
        DeviceUploads.Answers forged =
                new DeviceUploads(uploads, id -> true, clock).answer(List.of(frame("pump-2", "upload_complete", done)));
        assertThat(new String(forged.answers().get(0).body(), StandardCharsets.UTF_8))
                .contains("rejected");
        assertThat(forged.deadLetters()).hasSize(1);
        assertThat(devices.answer(List.of(frame("stranger", "upload_request", done))))
                .satisfies(refused -> assertThat(refused.answers()).isEmpty())
                .satisfies(refused ->
                        assertThat(refused.deadLetters().get(0).reason()).isEqualTo("unknown-device"));
    }

    private static RawFrame frame(String device, String role, byte[] payload) {
        return new RawFrame(
                StreamPosition.NONE,
                device,
                "",
                "prod-a",
                "mqtt",
                "iotlink/stg/nohub/" + device + "/event/pub/" + role + "/json",
                "json",
                role,
                1_700_000_000_000L,
                "t-1",
                payload);
    }

    private static Map<String, String> headers(JsonNode node) {
        Map<String, String> headers = new LinkedHashMap<>();
        node.fields()
                .forEachRemaining(
                        field -> headers.put(field.getKey(), field.getValue().asText()));
        return headers;
    }

    int put(Map<String, Object> promised, byte[] content) throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, String> headers = (Map<String, String>) promised.get("headers");
        return send((String) promised.get("url"), headers, content);
    }

    int send(String url, Map<String, String> headers, byte[] content) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    PresignedUpload uploads() {
        return uploads;
    }

    static String id(Map<String, Object> upload) {
        return (String) upload.get("id");
    }

    static Map<String, Object> photo(String name, byte[] content) throws Exception {
        return body("visit-photo", name, "image/jpeg", content);
    }

    private static Map<String, Object> body(String purpose, String name, String type, byte[] content) throws Exception {
        return new LinkedHashMap<>(Map.of(
                "purpose", purpose,
                "filename", name,
                "contentType", type,
                "size", content.length,
                "sha256", sha256(content)));
    }

    static byte[] jpeg(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
