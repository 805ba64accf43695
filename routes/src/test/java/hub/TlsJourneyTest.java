package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose doors speak TLS and ask for certificates, by settings alone. */
@Tag("own-hub")
@Tag("long")
class TlsJourneyTest {

    private static final char[] PASSWORD = "testing".toCharArray();
    private static final String FRAME = "014E";

    @TempDir
    static Path data;

    private static final TestingHub.Ports PORTS = TestingHub.Ports.free();
    private static Path stores;
    private static TestingHub hub;

    @BeforeAll
    static void start() throws Exception {
        stores = data.resolve("tls");
        TestingCertificates certificates = TestingCertificates.in(stores);
        certificates.device("tls-device");
        certificates.device("another-device");
        String[] settings = Stream.concat(
                        Stream.of("web", "devices").flatMap(TlsJourneyTest::bundle),
                        Stream.of(
                                "--server.ssl.bundle=web",
                                "--server.ssl.client-auth=want",
                                "--hub.tcp.tls.enabled=true",
                                "--hub.tcp.tls.bundle=devices",
                                "--hub.tcp.tls.certificate-required=true"))
                .toArray(String[]::new);
        hub = TestingHub.start(data.resolve("hub"), PORTS, settings);
        assertThat(ask("POST", "/api/v1/devices", "{\"device_id\":\"tls-device\",\"productId\":\"prod-a\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Stream<String> bundle(String name) {
        String prefix = "--spring.ssl.bundle.jks." + name + ".";
        return Stream.of(
                prefix + "keystore.location=file:" + stores.resolve("broker.p12"),
                prefix + "keystore.password=testing",
                prefix + "keystore.type=PKCS12",
                prefix + "key.alias=broker",
                prefix + "truststore.location=file:" + stores.resolve("trusted.p12"),
                prefix + "truststore.password=testing",
                prefix + "truststore.type=PKCS12");
    }

    @Test
    void thePagesAreEncryptedAndSaySo() throws Exception {
        HttpResponse<String> page = ask("GET", "/login", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(page.headers().allValues("Set-Cookie")).allMatch(cookie -> cookie.contains("Secure"));
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + PORTS.http() + "/login"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .as("a client that does not trust the hub's certificate")
                .isInstanceOf(IOException.class);
    }

    @Test
    void aDeviceSpeaksForItselfByItsCertificate() throws Exception {
        assertThat(send(context("tls-device"), "tls-device")).isEqualTo(0x06);
        assertThat(send(context("another-device"), "tls-device")).isEqualTo(0x15);
        assertThat(send(context(""), "tls-device")).as("without a certificate").isEqualTo(-1);
        assertThat(hub.sendTcpBytes(frame("tls-device"))).as("without TLS").isNotEqualTo(0x06);
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString("operator:demo".getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + PORTS.http() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!path.equals("/login")) {
            request.header("Authorization", "Basic " + basic);
        }
        return HttpClient.newBuilder()
                .sslContext(context(""))
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The answer byte, or -1 when the connection ends without one. */
    private static int send(SSLContext context, String device) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", PORTS.tcp())) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            socket.getOutputStream().write(frame(device));
            socket.getOutputStream().flush();
            return socket.getInputStream().read();
        } catch (IOException ended) {
            return -1;
        }
    }

    private static byte[] frame(String device) {
        byte[] id = device.getBytes(StandardCharsets.US_ASCII);
        byte[] payload = HexFormat.of().parseHex(FRAME);
        return ByteBuffer.allocate(3 + id.length + payload.length)
                .putShort((short) (1 + id.length + payload.length))
                .put((byte) id.length)
                .put(id)
                .put(payload)
                .array();
    }

    private static SSLContext context(String device) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("trusted"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (!device.isEmpty()) {
            keys.init(store(device), PASSWORD);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(device.isEmpty() ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(stores.resolve(name + ".p12"))) {
            store.load(bytes, PASSWORD);
        }
        return store;
    }
}
