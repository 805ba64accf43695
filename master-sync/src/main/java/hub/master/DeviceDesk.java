package hub.master;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Answers the API's questions about devices in the shapes of the contract. */
public final class DeviceDesk {

    private static final int NAME_LENGTH = 128;

    private final DeviceRegister register;
    private final Predicate<String> isProduct;
    private final Supplier<String> newSecret;

    /**
     * @param isProduct whether a product of that id is in force
     * @param newSecret makes the secret of a device that is registered without one
     */
    public DeviceDesk(DeviceRegister register, Predicate<String> isProduct, Supplier<String> newSecret) {
        this.register = register;
        this.isProduct = isProduct;
        this.newSecret = newSecret;
    }

    /**
     * A page of devices in the order of their ids.
     *
     * @param product only of this product; null or empty for any
     * @param hub only children of this hub; null or empty for any
     * @param cursor {@code next} of the page before; null or empty for the first
     */
    public Map<String, Object> list(String product, String hub, Integer limit, String cursor) {
        int most = limit == null ? 100 : limit;
        List<Device> found = register.after(cursor == null ? "" : cursor)
                .filter(device -> isOrAny(product, device.productId()) && isOrAny(hub, device.hubId()))
                .limit(most + 1L)
                .toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", found.stream().limit(most).map(DeviceDesk::shape).toList());
        if (found.size() > most) {
            page.put("next", found.get(most - 1).deviceId());
        }
        return page;
    }

    /** One device; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> get(String deviceId) throws SQLException {
        Map<String, Object> shape = shape(existing(deviceId));
        register.detail(deviceId).ifPresent(detail -> {
            if (!detail.model().isEmpty()) {
                shape.put("model", detail.model());
            }
            if (!detail.firmwareVersion().isEmpty()) {
                shape.put("firmwareVersion", detail.firmwareVersion());
            }
            shape.put("attributes", DeviceProvisioning.fields(detail.attributes()));
            shape.put("provisionedAt", detail.provisionedAt().toString());
        });
        return shape;
    }

    /**
     * Registers a device.
     *
     * @return the device with its {@code secret}, which is told this once
     * @throws IllegalStateException when the id is taken
     * @throws IllegalArgumentException when a field is wrong or the product is unknown
     */
    public Map<String, Object> register(Map<String, Object> body) throws SQLException {
        String deviceId = text(body, "device_id");
        if (deviceId.isEmpty() || deviceId.length() > NAME_LENGTH || deviceId.matches(".*[/+#\\s].*")) {
            throw new IllegalArgumentException(
                    "device_id '" + deviceId + "' must have 1 to 128 characters and none of '/', '+', '#' or blanks");
        }
        if (register.device(deviceId).isPresent()) {
            throw new IllegalStateException(
                    "device '" + deviceId + "' is registered already; change it with PUT /api/v1/devices/" + deviceId);
        }
        String secret = text(body, "secret").isEmpty() ? newSecret.get() : text(body, "secret");
        Map<String, Object> shape = shape(save(deviceId, body, Optional.of(secret)));
        shape.put("secret", secret);
        return shape;
    }

    /** Changes a device's product, hub, site or secret; {@link NoSuchElementException} when there is none. */
    public Map<String, Object> change(String deviceId, Map<String, Object> body) throws SQLException {
        existing(deviceId);
        String repeated = text(body, "device_id");
        if (!repeated.isEmpty() && !repeated.equals(deviceId)) {
            throw new IllegalArgumentException("device_id '" + repeated + "' differs from '" + deviceId
                    + "' in the path; a device's id cannot be changed");
        }
        return shape(save(deviceId, body, Optional.of(text(body, "secret")).filter(secret -> !secret.isEmpty())));
    }

    /** Removes a device; {@link NoSuchElementException} when there is none. */
    public void remove(String deviceId) throws SQLException {
        existing(deviceId);
        register.delete(deviceId);
    }

    private Device existing(String deviceId) {
        return register.device(deviceId)
                .orElseThrow(() -> new NoSuchElementException("there is no device '" + deviceId + "'"));
    }

    private Device save(String deviceId, Map<String, Object> body, Optional<String> secret) throws SQLException {
        String productId = text(body, "productId");
        if (!isProduct.test(productId)) {
            throw new IllegalArgumentException(
                    "productId '" + productId + "' is not a product in force; see GET /api/v1/products");
        }
        String siteId = text(body, "site_id");
        if (!siteId.isEmpty() && !register.isSite(siteId)) {
            throw new IllegalArgumentException("site_id '" + siteId + "' is not a known site");
        }
        return register.save(deviceId, productId, text(body, "hub_id"), siteId, secret);
    }

    private static boolean isOrAny(String wanted, String actual) {
        return wanted == null || wanted.isEmpty() || wanted.equals(actual);
    }

    private static String text(Map<String, Object> body, String name) {
        Object value = body.get(name);
        return value == null ? "" : value.toString();
    }

    private static Map<String, Object> shape(Device device) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("device_id", device.deviceId());
        shape.put("productId", device.productId());
        if (!device.hubId().isEmpty()) {
            shape.put("hub_id", device.hubId());
        }
        if (!device.siteId().isEmpty()) {
            shape.put("site_id", device.siteId());
        }
        return shape;
    }
}
