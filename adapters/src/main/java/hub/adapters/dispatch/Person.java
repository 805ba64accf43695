package hub.adapters.dispatch;

import java.util.Arrays;
import java.util.List;

/**
 * Who asks, as the API's headers tell it.
 *
 * @param name the sign-in name
 * @param dispatcher whether he may send others and sees all orders
 * @param customerId set when only this customer's orders may be shown
 */
record Person(String name, boolean dispatcher, String customerId) {

    private static final List<String> DISPATCHERS = List.of("SERVICE", "OPERATOR");

    static Person of(String user, String roles, String customerId) {
        boolean dispatcher = Arrays.stream(roles == null ? new String[0] : roles.split(","))
                .map(String::trim)
                .anyMatch(DISPATCHERS::contains);
        return new Person(user == null ? "" : user, dispatcher, customerId == null ? "" : customerId);
    }

    boolean isCustomer() {
        return !customerId.isEmpty();
    }
}
