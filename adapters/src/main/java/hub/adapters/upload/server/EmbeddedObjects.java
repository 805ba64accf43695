package hub.adapters.upload.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small server for files that speaks the part of the S3 API which presigned uploads need; one account, any bucket. */
public final class EmbeddedObjects implements AutoCloseable {

    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private final String secretKey;

    private EmbeddedObjects(HttpServer server, ExecutorService threads, String host, String secretKey) {
        this.server = server;
        this.threads = threads;
        this.host = host;
        this.secretKey = secretKey;
    }

    /**
     * Starts the server.
     *
     * @param folder where objects and the account's secret are kept
     * @param host the address to listen on
     * @param port or 0 for any free one
     * @param origins from which pages may come that bring files out of a browser
     */
    public static EmbeddedObjects start(Path folder, String host, int port, Set<String> origins, Clock clock) {
        try {
            ObjectFolder objects = new ObjectFolder(folder);
            String secret = secret(folder.resolve("secret"));
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "embedded-objects");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext(
                    "/",
                    new ObjectHandler(objects, new SignatureCheck(account(), secret, clock), new CrossOrigin(origins)));
            server.start();
            return new EmbeddedObjects(server, threads, host, secret);
        } catch (IOException problem) {
            throw new UncheckedIOException("the embedded object store does not start on port " + port, problem);
        }
    }

    private static String account() {
        return "hub";
    }

    private static String secret(Path file) throws IOException {
        if (Files.notExists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    /** The one account. */
    public String accessKey() {
        return account();
    }

    /** The account's secret. */
    public String secretKey() {
        return secretKey;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
