package hub.adapters.upload;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Uploads through S3Mock, a server of the S3 API that others wrote, in a process of its own. */
class S3MockUploadTest extends PresignedUploadTest {

    private Process server;

    @Override
    Store startStore(Path data, Clock time) throws Exception {
        int port = freePort();
        server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "s3mock.jar").toAbsolutePath().toString(),
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--server.port=0"))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("s3mock.log").toFile())
                .start();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        await().atMost(ofSeconds(90)).ignoreExceptions().until(() -> answers(endpoint));
        return new Store(endpoint, "any", "any-secret");
    }

    @Override
    void stopStore() throws Exception {
        server.destroy();
        server.waitFor();
    }

    private static boolean answers(URI endpoint) throws Exception {
        return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
