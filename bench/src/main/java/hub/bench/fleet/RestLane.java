package hub.bench.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An HTTP/1.1 connection that posts what one device collected as one batch, and waits for each answer. */
final class RestLane implements Lane {
    private static final int TOO_MANY = 429;
    private static final int ACCEPTED = 202;

    private final FleetPlan plan;
    private final DeviceFleet fleet;
    private final int connection;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    RestLane(FleetPlan plan, DeviceFleet fleet, int connection) {
        this.plan = plan;
        this.fleet = fleet;
        this.connection = connection;
    }

    @Override
    public void run(LaneSource source, Tally tally) throws Exception {
        while (!source.finished()) {
            int count = source.awaitBatch(plan.wire().batch());
            if (count > 0) {
                post(source.collected(count), tally);
            }
        }
    }

    private void post(List<Reading> readings, Tally tally) throws IOException, InterruptedException {
        HttpRequest request = request(readings);
        tally.sent(readings.size());
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            while (response.statusCode() == TOO_MANY) {
                pause(response);
                response = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            settle(readings, response, start, tally);
        } catch (IOException broken) {
            tally.inDoubt(readings.size());
            if (!plan.wire().reconnect()) {
                throw new IOException("posting to " + request.uri() + " failed: " + broken.getMessage(), broken);
            }
            tally.reconnected();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static void pause(HttpResponse<String> response) {
        long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(Math.min(seconds, 10)));
    }

    private static void settle(List<Reading> readings, HttpResponse<String> response, long start, Tally tally)
            throws IOException {
        if (response.statusCode() == ACCEPTED) {
            readings.forEach(reading -> tally.acknowledged(reading.device(), reading.timestamp(), start));
        } else if (response.statusCode() >= 500) {
            throw new IOException("answer " + response.statusCode() + ": " + response.body());
        } else {
            tally.refused(readings.size(), "HTTP " + response.statusCode() + ": " + response.body());
        }
    }

    private HttpRequest request(List<Reading> readings) {
        String device = fleet.id(readings.get(0).device());
        String hub = plan.wire().hubs() ? plan.hubId(connection) : "nohub";
        String format = plan.wire().format();
        URI uri = plan.target()
                .resolve("/ingest/" + plan.wire().environment() + "/" + hub + "/" + device + "/periodic/telemetry/"
                        + format);
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(plan.wire().drainSeconds()))
                .header("X-API-Key", plan.wire().secret())
                .header("Content-Type", "csv".equals(format) ? "text/csv" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(readings)))
                .build();
    }

    private String body(List<Reading> readings) {
        return switch (plan.wire().format()) {
            case "csv" -> PayloadWriter.csv(readings);
            case "bin" -> PayloadWriter.binLines(readings);
            default -> PayloadWriter.jsonArray(readings);
        };
    }
}
