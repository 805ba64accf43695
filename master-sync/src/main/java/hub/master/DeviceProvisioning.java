package hub.master;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.message.DeadLetter;
import hub.message.RawFrame;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Brings the register up to date when a device says that its provisioning is complete. */
public final class DeviceProvisioning {

    private static final String ROLE = "provisioning_complete";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeviceRegister register;
    private final Predicate<String> isProduct;
    private final ProvisioningDesk policies;
    private final Clock clock;

    /**
     * @param isProduct whether a product of that id is in force
     * @param policies which products' hubs register their children
     */
    public DeviceProvisioning(
            DeviceRegister register, Predicate<String> isProduct, ProvisioningDesk policies, Clock clock) {
        this.register = register;
        this.isProduct = isProduct;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Registers the device of each {@code provisioning_complete} message under the {@code productId} it names, at the top or
     * under {@code data}, with its {@code model}, {@code firmwareVersion}, {@code attributes} and, for a hub, its children
     * {@code nodes: [{device_id, productId}]}; applying a message again changes nothing.
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
        JsonNode told = body.has("productId") ? body : body.path("data");
        String productId = told.path("productId").asText("");
        if (!isProduct.test(productId)) {
            return "productId '" + productId + "' is not a product in force; send {\"productId\":\"...\"}";
        }
        try {
            keep(frame, told, productId);
            return told.path("nodes").isEmpty() || policies.registersNodes(productId)
                    ? registerChildren(frame.deviceId(), told.path("nodes"))
                    : "nodes: hubs of product '" + productId + "' do not register their children; do it with"
                            + " POST /api/v1/devices, or switch registerNodes on with PUT /api/v1/products/" + productId
                            + "/provisioning";
        } catch (SQLException problem) {
            throw new RegisterUnavailable("device '" + frame.deviceId() + "' could not be provisioned", problem);
        }
    }

    private void keep(RawFrame frame, JsonNode told, String productId) throws SQLException {
        String siteId = register.device(frame.deviceId()).map(Device::siteId).orElse("");
        String hubId = frame.hubId().equals(frame.deviceId()) ? "" : frame.hubId();
        register.save(frame.deviceId(), productId, hubId, siteId, Optional.empty());
        JsonNode attributes = told.path("attributes");
        register.describe(
                frame.deviceId(),
                new DeviceDetail(
                        told.path("model").asText(""),
                        told.path("firmwareVersion")
                                .asText(told.path("firmware_version").asText("")),
                        attributes.isObject() ? attributes.toString() : "{}",
                        clock.instant()));
    }

    /** A hub's nodes become its children; one that belongs to another hub stays where it is. */
    private String registerChildren(String hubId, JsonNode nodes) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (JsonNode node : nodes) {
            String child = node.path("device_id").asText(node.path("id").asText(""));
            String productId = node.path("productId").asText("");
            Optional<Device> known = register.device(child);
            if (child.isEmpty() || child.length() > 128 || child.matches(".*[/+#\\s].*")) {
                problems.add("nodes: '" + child + "' is no device id");
            } else if (known.isPresent() && !known.get().hubId().equals(hubId)) {
                problems.add(
                        "nodes: device '" + child + "' does not stand behind hub '" + hubId + "'; nothing was changed");
            } else if (!isProduct.test(productId)) {
                problems.add("nodes: productId '" + productId + "' of '" + child + "' is not a product in force");
            } else {
                String siteId = register.device(hubId).map(Device::siteId).orElse("");
                register.save(child, productId, hubId, known.map(Device::siteId).orElse(siteId), Optional.empty());
            }
        }
        return String.join("; ", problems);
    }

    static Map<String, Object> fields(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (IOException problem) {
            throw new IllegalArgumentException("not a JSON object: " + json, problem);
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
