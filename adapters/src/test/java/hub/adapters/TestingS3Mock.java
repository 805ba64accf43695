package hub.adapters;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** S3Mock, a server of the S3 API that others wrote, in a process of its own. */
public final class TestingS3Mock implements AutoCloseable {

    private final Process server;
    private final URI endpoint;

    private TestingS3Mock(Process server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Starts it; its log lies in the folder. */
    public static TestingS3Mock start(Path folder) throws IOException {
        int port = freePort();
        Process server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "s3mock.jar").toAbsolutePath().toString(),
                        "--com.adobe.testing.s3mock.http-port=" + port,
                        "--server.port=0"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3mock.log").toFile())
                .start();
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        await().atMost(ofSeconds(90)).ignoreExceptions().until(() -> answers(endpoint));
        return new TestingS3Mock(server, endpoint);
    }

    /** How it is reached; it takes any account. */
    public S3Access access() {
        return new S3Access(Optional.of(endpoint), "ap-northeast-2", "any", "any-secret");
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

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }
}
