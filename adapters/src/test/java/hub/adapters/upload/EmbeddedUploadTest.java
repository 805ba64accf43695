package hub.adapters.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.adapters.S3Access;
import hub.adapters.StoreAwayException;
import hub.adapters.upload.server.EmbeddedObjects;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Uploads through the hub's own small server, which also checks every signature. */
class EmbeddedUploadTest extends PresignedUploadTest {

    private static final String PAGE = "http://console.example";

    private EmbeddedObjects server;

    @Override
    S3Access startStore(Path data, Clock time) {
        server = EmbeddedObjects.start(data, "127.0.0.1", 0, Set.of(PAGE), time);
        return new S3Access(Optional.of(server.endpoint()), "ap-northeast-2", server.accessKey(), server.secretKey());
    }

    @Override
    void stopStore() {
        server.close();
    }

    @Test
    void aForgedUrlOrAnotherSizeOrTypeIsRefused() throws Exception {
        byte[] photo = jpeg(700);
        Map<String, Object> promised = uploads().request(photo("p.jpg", photo), "lee");
        String url = (String) promised.get("url");

        assertThat(put(promised, jpeg(701))).isEqualTo(403);
        assertThat(send(url, Map.of("content-type", "text/html"), photo)).isEqualTo(403);
        assertThat(send(url.replace("incoming", "visit-photo"), Map.of("content-type", "image/jpeg"), photo))
                .isEqualTo(403);
        assertThat(send(url.substring(0, url.indexOf('?')), Map.of(), photo)).isEqualTo(403);
        assertThat(put(promised, photo)).isEqualTo(200);
    }

    @Test
    void aPageOfTheHubBringsAFileAndAPageFromElsewhereDoesNot() throws Exception {
        byte[] photo = jpeg(300);
        Map<String, Object> promised = uploads().request(photo("p.jpg", photo), "lee");
        URI url = URI.create((String) promised.get("url"));

        HttpResponse<Void> asked = ask(url, "OPTIONS", PAGE, HttpRequest.BodyPublishers.noBody());
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PUT");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers")).contains("content-type");
        HttpResponse<Void> brought = ask(url, "PUT", PAGE, HttpRequest.BodyPublishers.ofByteArray(photo));
        assertThat(brought.statusCode()).isEqualTo(200);
        assertThat(brought.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(brought.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("ETag");

        HttpResponse<Void> stranger = ask(url, "OPTIONS", "http://evil.example", HttpRequest.BodyPublishers.noBody());
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsToldFromOneThatRefuses() throws Exception {
        S3Access nowhere = new S3Access(Optional.of(URI.create("http://127.0.0.1:1")), "x", "a", "b");
        S3Access stranger = new S3Access(Optional.of(server.endpoint()), "x", "stranger", "b");

        try (var client = nowhere.client()) {
            assertThatThrownBy(() -> S3Access.makeBucket(client, "hub-files")).isInstanceOf(StoreAwayException.class);
        }
        try (var client = stranger.client()) {
            assertThatThrownBy(() -> S3Access.makeBucket(client, "hub-files")).isInstanceOf(S3Exception.class);
        }
    }

    private static HttpResponse<Void> ask(URI url, String method, String origin, HttpRequest.BodyPublisher body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Origin", origin)
                .header("Content-Type", "image/jpeg")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type")
                .method(method, body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
