package hub.adapters.recover;

import java.util.ArrayList;
import java.util.List;

/**
 * Which open dead letters are meant; an empty text means any.
 *
 * @param reason the reason code
 * @param route the route it failed in
 * @param productId the product
 * @param deviceId the device
 */
public record DeadLetterFilter(String reason, String route, String productId, String deviceId) {

    /** Every open dead letter. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter("", "", "", "");

    String condition() {
        StringBuilder condition = new StringBuilder("state = 'open'");
        columns().forEach(column -> condition.append(" and ").append(column).append(" = ?"));
        return condition.toString();
    }

    List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (String value : List.of(reason, route, productId, deviceId)) {
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (!reason.isEmpty()) {
            columns.add("reason");
        }
        if (!route.isEmpty()) {
            columns.add("route");
        }
        if (!productId.isEmpty()) {
            columns.add("product_id");
        }
        if (!deviceId.isEmpty()) {
            columns.add("device_id");
        }
        return columns;
    }
}
