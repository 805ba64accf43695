package hub.master;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Brings the register up to date when a device says that its provisioning is complete. */
public final class DeviceProvisioning {

    private static final String ROLE = "provisioning_complete";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeviceRegister register;
    private final Predicate<String> isProduct;
    private final Clock clock;

    /** @param isProduct whether a product of that id is in force */
    public DeviceProvisioning(DeviceRegister register, Predicate<String> isProduct, Clock clock) {
        this.register = register;
        this.isProduct = isProduct;
        this.clock = clock;
    }

    /**
     * Registers the device of each {@code provisioning_complete} message under the {@code productId} it names, at the top or
     * under {@code data}; applying a message again changes nothing.
     *
     * @return dead letters of what could not be applied, with the reason
     * @throws RegisterUnavailable when the database does not answer, so that the batch is tried again
     */
    public List<DeadLetter> apply(List<RawFrame> frames) {
        List<DeadLetter> refused = new ArrayList<>();
        for (RawFrame frame : frames) {
            String problem = frame.role().equals(ROLE)
                    ? provision(frame)
                    : "no route takes messages of role '" + frame.role() + "' yet";
            if (!problem.isEmpty()) {
                refused.add(refuse(frame, frame.role().equals(ROLE) ? "provisioning" : "unknown-role", problem));
            }
        }
        return refused;
    }

    private String provision(RawFrame frame) {
        JsonNode body;
        try {
            body = JSON.readTree(frame.payload());
        } catch (IOException problem) {
            return "the body is not JSON: " + problem.getMessage();
        }
        String productId = body.path("productId")
                .asText(body.path("data").path("productId").asText(""));
        if (!isProduct.test(productId)) {
            return "productId '" + productId + "' is not a product in force; send {\"productId\":\"...\"}";
        }
        String siteId = register.device(frame.deviceId()).map(Device::siteId).orElse("");
        try {
            register.save(frame.deviceId(), productId, frame.hubId(), siteId, Optional.empty());
            return "";
        } catch (SQLException problem) {
            throw new RegisterUnavailable("device '" + frame.deviceId() + "' could not be provisioned", problem);
        }
    }

    private DeadLetter refuse(RawFrame frame, String reason, String problem) {
        return new DeadLetter(
                frame.position() + "-provision",
                clock.instant(),
                "receive",
                reason,
                List.of(problem),
                "provision-device",
                frame.deviceId(),
                frame.productId(),
                "",
                1,
                frame.headers(),
                frame.payload());
    }
}
