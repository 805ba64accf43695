package hub.bench;

import hub.bench.shadow.ShadowReport;
import hub.bench.shadow.ShadowRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run.sh shadow}: device shadows of a running demo hub. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures device shadows of a hub that runs already (./hub run --hub.demo=true).",
        footer = {
            "",
            "With --pid the hub's memory before and after is shown; create 100,000 shadows by --shadows 100000."
        })
final class ShadowCommand implements Callable<Integer> {
    @Option(names = "--to", defaultValue = "mqtt://127.0.0.1:1883", description = "the hub's MQTT door")
    private URI broker;

    @Option(names = "--http", defaultValue = "http://127.0.0.1:8080", description = "the hub's HTTP door")
    private URI http;

    @Option(names = "--user", defaultValue = "operator:demo", description = "an operator, who registers the devices")
    private String user;

    @Option(names = "--secret", defaultValue = "demo", description = "the devices' secret")
    private String secret;

    @Option(names = "--connections", defaultValue = "8", description = "devices")
    private int connections;

    @Option(names = "--shadows", defaultValue = "1000", description = "shadows in all")
    private int shadows;

    @Option(names = "--updates", defaultValue = "20000", description = "updates in all")
    private int updates;

    @Option(
            names = "--window",
            defaultValue = "10",
            description = "unanswered updates per device; the hub refuses more than 10")
    private int window;

    @Option(names = "--pid", defaultValue = "0", description = "the hub's process, to show its memory")
    private long pid;

    @Override
    public Integer call() throws Exception {
        for (int connection = 0; connection < connections; connection++) {
            register(ShadowRun.thing(connection));
        }
        long before = residentKilobytes();
        ShadowReport report = new ShadowRun(broker, secret, connections, shadows, updates, window).run();
        System.out.println(report);
        if (pid > 0) {
            System.out.printf(
                    "resident memory %,d MB before, %,d MB after%n", before / 1024, residentKilobytes() / 1024);
        }
        return report.silent() == 0 && report.rejected() == 0 ? 0 : 1;
    }

    private long residentKilobytes() throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }

    private void register(String device) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(http.resolve("/api/v1/devices"))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"device_id\":\"" + device + "\",\"productId\":\"prod-a\",\"secret\":\"" + secret + "\"}"))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        if (status != 201 && status != 200 && status != 409) {
            throw new IOException("registering " + device + " was answered " + status);
        }
    }
}
