package hub.bench.living;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo's technician: takes each of his orders one step further at a time, and repairs the device when he is there. */
final class TechnicianRounds {
    private static final Logger LOG = LoggerFactory.getLogger(TechnicianRounds.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "technician";
    private static final String ORDERS = "/api/v1/dispatch-orders";
    private static final Map<String, String> NEXT =
            Map.of("assigned", "accept", "scheduled", "enroute", "enroute", "start", "started", "complete");

    private final HubClient hub;
    private final Clock clock;
    private final Consumer<String> repair;

    /** @param repair is told the device he repairs */
    TechnicianRounds(HubClient hub, Clock clock, Consumer<String> repair) {
        this.hub = hub;
        this.clock = clock;
        this.repair = repair;
    }

    /** Goes through his orders once; orders of devices that are not part of the living fleet are left to people. */
    void goOn() {
        try {
            for (JsonNode order : hub.get(USER, ORDERS + "?mine=true&limit=50").path("items")) {
                String device = order.path("device_id").asText();
                String step = next(order);
                if (step != null && device.startsWith("living-")) {
                    take(order.path("id").asText(), step, device);
                }
            }
        } catch (IOException problem) {
            LOG.warn("the technician cannot go on: {}", problem.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String next(JsonNode order) {
        boolean accepted =
                order.hasNonNull("acceptedAt") && order.path("stage").asText().equals("assigned");
        return accepted ? "enroute" : NEXT.get(order.path("stage").asText());
    }

    private void take(String order, String step, String device) throws IOException, InterruptedException {
        if (step.equals("complete")) {
            repair.accept(device);
        }
        String path = ORDERS + "/" + order + "/" + step;
        hub.post(USER, path, "application/json", JSON.writeValueAsBytes(report(step)));
        LOG.info("the technician has taken step {} for {}", step, device);
    }

    private Map<String, Object> report(String step) {
        Map<String, Object> report = new LinkedHashMap<>();
        if (step.equals("complete")) {
            report.put("end", clock.instant().toString());
            report.put("resolutionCode", "part-replaced");
            report.put("resolutionText", "Fan replaced, filter cleaned");
            report.put("repaired", true);
            report.put("parts", List.of(Map.of("number", "FAN-80", "name", "Fan 80 mm", "quantity", 1)));
        }
        return report;
    }
}
