package hub.bench.living;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the demo's product has a firmware package that cures something. */
final class DemoFirmware {
    private static final Logger LOG = LoggerFactory.getLogger(DemoFirmware.class);
    private static final String PACKAGES = "/api/v1/firmware/packages";

    private DemoFirmware() {}

    /** Uploads version 1.1.0 of the product's firmware unless there is one. */
    static void upload(HubClient hub, String product) throws InterruptedException {
        try {
            for (JsonNode known :
                    hub.get("operator", PACKAGES + "?product=" + product).path("items")) {
                if (known.path("version").asText().equals("1.1.0")) {
                    return;
                }
            }
            byte[] content =
                    ("fan driver 1.1.0 of " + product + "\n").repeat(400).getBytes(StandardCharsets.UTF_8);
            hub.post(
                    "operator",
                    PACKAGES + "?product=" + product + "&version=1.1.0&description=fan-driver",
                    "application/octet-stream",
                    content);
        } catch (IOException problem) {
            LOG.warn("no firmware for the demo: {}", problem.getMessage());
        }
    }
}
