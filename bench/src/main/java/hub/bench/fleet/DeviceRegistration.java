package hub.bench.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;

/** Makes the fleet known to a hub through its API, so that its readings are not quarantined. */
public final class DeviceRegistration {
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI api;
    private final String authorization;

    /**
     * @param hub address of the hub's HTTP door, such as {@code http://127.0.0.1:8080}
     * @param user an operator's {@code name:password}
     */
    public DeviceRegistration(URI hub, String user) {
        this.api = hub.resolve("/api/v1/devices");
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(PayloadWriter.utf8(user));
    }

    /**
     * Registers every device of the plan, and the hubs they speak through where they need one; those already known stay as
     * they are.
     *
     * @return how many were new
     * @throws IOException when the hub refuses one, with its answer
     */
    public int register(FleetPlan plan, DeviceFleet fleet) throws IOException, InterruptedException {
        int created = 0;
        boolean hubs = !"tcp".equals(plan.target().getScheme()) && plan.wire().hubs();
        for (int connection = 0; hubs && connection < plan.lanes(); connection++) {
            created += register(plan, plan.hubId(connection), "");
        }
        for (int device = 0; device < fleet.size(); device++) {
            String hub = hubs ? plan.hubId(device % plan.lanes()) : "";
            created += register(plan, fleet.id(device), hub);
        }
        return created;
    }

    private int register(FleetPlan plan, String deviceId, String hubId) throws IOException, InterruptedException {
        String body = "{\"device_id\":\"" + deviceId + "\",\"productId\":\""
                + plan.devices().productId() + "\",\"secret\":\"" + plan.wire().secret() + "\""
                + (hubId.isEmpty() ? "" : ",\"hub_id\":\"" + hubId + "\"") + "}";
        HttpRequest request = HttpRequest.newBuilder(api)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED && answer.statusCode() != 200 && answer.statusCode() != CONFLICT) {
            throw new IOException(
                    "registering " + deviceId + " at " + api + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.statusCode() == CONFLICT ? 0 : 1;
    }
}
