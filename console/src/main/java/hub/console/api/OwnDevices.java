package hub.console.api;

import hub.console.DeviceVisibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Keeps from a customer what belongs to others; the last step of every route that answers with devices' data. */
public final class OwnDevices {

    private final DeviceVisibility visibility;

    /** @param visibility which devices a customer owns */
    public OwnDevices(DeviceVisibility visibility) {
        this.visibility = visibility;
    }

    /**
     * The answer without what is not the customer's: items of a page are left out, a single thing does not exist.
     *
     * @param answer a page with {@code items}, or one thing, each with a {@code device_id}
     * @param customerId the caller's customer, or empty when the caller may see all
     * @throws NoSuchElementException when the one thing is somebody else's
     */
    public Map<String, Object> only(Map<String, Object> answer, String customerId) {
        if (customerId == null || customerId.isEmpty()) {
            return answer;
        }
        if (answer.get("items") instanceof List<?> items) {
            Map<String, Object> page = new LinkedHashMap<>(answer);
            page.put(
                    "items",
                    items.stream().filter(each -> isOwn(each, customerId)).toList());
            return page;
        }
        if (!isOwn(answer, customerId)) {
            throw new NoSuchElementException("there is no such thing among your devices");
        }
        return answer;
    }

    private boolean isOwn(Object thing, String customerId) {
        return thing instanceof Map<?, ?> map
                && map.get("device_id") instanceof String deviceId
                && visibility.visible(customerId, deviceId);
    }
}
