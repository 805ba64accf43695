package hub.adapters.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.S3Access;
import hub.adapters.StoreAwayException;
import hub.adapters.TestingS3Mock;
import hub.adapters.upload.server.EmbeddedObjects;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Packages in a bucket that two hubs share: of the hub's own small server, and of one that others wrote. */
class PackageObjectsTest {

    private static final int PART = 5 << 20;

    @TempDir
    private static Path folder;

    private static EmbeddedObjects embedded;
    private static TestingS3Mock mock;

    @BeforeAll
    static void start() throws Exception {
        embedded = EmbeddedObjects.start(folder.resolve("embedded"), "127.0.0.1", 0, Set.of(), Clock.systemUTC());
        mock = TestingS3Mock.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        embedded.close();
        mock.close();
    }

    static List<S3Access> stores() {
        return List.of(
                new S3Access(
                        Optional.of(embedded.endpoint()), "ap-northeast-2", embedded.accessKey(), embedded.secretKey()),
                mock.access());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aLargePackageIsBroughtInPartsAndHandedOutByAnyHub(S3Access store) throws Exception {
        byte[] large = new byte[2 * PART + 1234];
        new Random(1).nextBytes(large);
        TestingFirmware hub = new TestingFirmware("", bucket(store));
        hub.fleet(1);
        hub.upload("2.0.0", large, Map.of());
        hub.upload("2.0.0", large, Map.of());
        hub.moveElsewhere();

        hub.create("{\"id\":\"j\",\"packageId\":\"prod-a-2.0.0\",\"targets\":{\"all\":true}}");
        hub.jobs.drive();
        String url = hub.ask("d-0000", "start-next", "")
                .path("execution")
                .path("jobDocument")
                .path("fw_url")
                .asText();
        assertThat(url).startsWith(store.endpoint().orElseThrow().toString());
        assertThat(get(url, "").body()).isEqualTo(large);
        HttpResponse<byte[]> part = get(url, "bytes=" + PART + "-" + (PART + 9));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(large, PART, PART + 10));
        int chunks = large.length / 500_000;
        assertThat(chunk(hub, chunks)).isEqualTo(Arrays.copyOfRange(large, chunks * 500_000, large.length));
        assertThat(chunk(hub, chunks + 1)).isEmpty();

        hub.jobs.cancel("j", Map.of("force", true), "operator");
        hub.packages.delete("prod-a-2.0.0", "operator");
        assertThatThrownBy(() -> hub.packages.content().open(PackageFiles.sha256(written(large)), 0, 10))
                .isInstanceOf(NoSuchKeyException.class);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aSmallPackageIsOneObject(S3Access store) throws Exception {
        TestingFirmware hub = new TestingFirmware("", bucket(store));
        String url = (String) hub.upload("1.0.0").get("contentUrl");

        assertThat(new String(get(url, "").body(), StandardCharsets.UTF_8)).isEqualTo("firmware 1.0.0");
        if (!store.accessKey().equals("any")) {
            assertThat(get(url.replaceFirst("X-Amz-Signature=.", "X-Amz-Signature=z"), "")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aStoreThatIsAwayTakesNoPackageIn() throws Exception {
        S3Access nowhere = new S3Access(Optional.of(URI.create("http://127.0.0.1:1")), "x", "a", "b");
        TestingFirmware hub = new TestingFirmware("", bucket(nowhere));

        assertThatThrownBy(() -> hub.upload("1.0.0")).isInstanceOf(StoreAwayException.class);
        assertThat(hub.packages.find("prod-a-1.0.0")).isEmpty();
    }

    private static Optional<FirmwareSettings.Bucket> bucket(S3Access store) {
        return Optional.of(new FirmwareSettings.Bucket(store, "hub-firmware", PART));
    }

    private static Path written(byte[] content) throws Exception {
        return java.nio.file.Files.write(folder.resolve("again"), content);
    }

    private static byte[] chunk(TestingFirmware hub, int number) throws Exception {
        return hub.content
                .chunk(
                        "$aws/things/d-0000/firmware/request/r1/chunk/" + number,
                        "500000".getBytes(StandardCharsets.UTF_8))
                .get(0)
                .payload();
    }

    private static HttpResponse<byte[]> get(String url, String range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
