package hub.adapters.access;

import java.util.Optional;

/** Says of a piece of work on this thread that a customer has asked for it. */
public final class CustomerScope implements AutoCloseable {

    private static final ThreadLocal<String> CUSTOMER = new ThreadLocal<>();

    private final String before;

    private CustomerScope(String before) {
        this.before = before;
    }

    /** What follows on this thread is asked by a customer, until the scope is closed. */
    public static CustomerScope of(String customerId) {
        CustomerScope scope = new CustomerScope(CUSTOMER.get());
        CUSTOMER.set(customerId);
        return scope;
    }

    static Optional<String> customer() {
        return Optional.ofNullable(CUSTOMER.get());
    }

    @Override
    public void close() {
        if (before == null) {
            CUSTOMER.remove();
        } else {
            CUSTOMER.set(before);
        }
    }
}
