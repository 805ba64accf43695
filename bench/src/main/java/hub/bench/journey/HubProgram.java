package hub.bench.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the hub as its users do, {@code ./hub run}, with demo users, and waits until it says that it is up. */
public final class HubProgram {
    /** The demo operator, who may register devices. */
    public static final String OPERATOR = "operator:demo";

    private static final int START_SECONDS = 300;

    private HubProgram() {}

    /**
     * Starts a hub and waits for its health.
     *
     * @param home the project's folder
     * @param data the hub's own state
     * @param settings further settings, {@code --name=value}
     * @throws IOException when it does not come up, naming its log
     */
    public static ChildProgram start(Path home, Path data, HubAddresses addresses, List<String> settings, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("hub").toAbsolutePath().toString());
        command.add("run");
        command.add("--hub.demo=true");
        command.add("--hub.data=" + data.toAbsolutePath());
        command.addAll(addresses.settings());
        command.addAll(settings);
        ChildProgram program = ChildProgram.start(command, home, Map.of("HUB_BUILD", "never"), log, false);
        program.afterwards(() -> stopDatabase(data.resolve("warm/data/postmaster.pid")));
        awaitHealth(addresses.httpUri().resolve("/actuator/health"), program);
        return program;
    }

    /** A hub that was killed leaves its database running; whoever killed it for good stops that too. */
    private static void stopDatabase(Path pidFile) {
        try {
            if (Files.exists(pidFile)) {
                long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
                ProcessHandle.of(pid)
                        .filter(handle -> handle.info().command().orElse("").endsWith("postgres"))
                        .ifPresent(ProcessHandle::destroy);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void awaitHealth(URI health, ChildProgram program) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        long end = System.nanoTime() + Duration.ofSeconds(START_SECONDS).toNanos();
        String answer = "";
        while (program.alive() && System.nanoTime() < end) {
            answer = ask(client, request);
            if (answer.contains("\"status\":\"UP\"")) {
                return;
            }
            Thread.sleep(1_000);
        }
        program.close();
        throw new IOException("the hub did not come up (health: '" + answer + "'); see " + program.log());
    }

    private static String ask(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException notYet) {
            return notYet.toString();
        }
    }
}
